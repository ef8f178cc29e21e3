package io.customerkey.crypto.key;

import io.customerkey.crypto.SecretBytes;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import javax.crypto.Mac;

/**
 * HMAC-SHA-256 (RFC 2104) over the manifests of one file, under the key {@link KeyUse.Manifest}
 * names. For one thread at a time. Close it in any case: that erases the key.
 */
public final class ManifestMac implements AutoCloseable {
  /** Length of a tag in bytes. */
  public static final int SIZE = 32;

  static final String ALGORITHM = "HmacSHA256";

  private final MacKey key;
  private final Mac mac;

  private ManifestMac(MacKey key) {
    this.key = key;
    try {
      mac = Mac.getInstance(ALGORITHM);
      mac.init(key);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("HMAC-SHA-256 is part of the JDK", e);
    }
  }

  /**
   * {@return the MAC}
   *
   * @param siteKey still the caller's to close
   * @param use which file
   */
  public static ManifestMac derive(SecretBytes siteKey, KeyUse.Manifest use) {
    try (SecretBytes derived = Hkdf.derive(siteKey, use)) {
      return new ManifestMac(new MacKey(derived.toByteArray()));
    }
  }

  /**
   * {@return the tag, 32 bytes}
   *
   * @param data read to its end
   */
  public byte[] tag(ByteBuffer data) {
    mac.update(data);
    return mac.doFinal();
  }

  /**
   * {@return whether the tag is right, compared in constant time}
   *
   * @param data read to its end
   * @param tag what the tag is claimed to be
   */
  public boolean verify(ByteBuffer data, byte[] tag) {
    return MessageDigest.isEqual(tag(data), tag);
  }

  /** Erases the key, and makes the MAC forget its pads as far as the JDK lets one. */
  @Override
  public void close() {
    key.destroy();
    try {
      mac.init(key);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("HMAC-SHA-256 refused a key of zeros", e);
    }
  }
}
