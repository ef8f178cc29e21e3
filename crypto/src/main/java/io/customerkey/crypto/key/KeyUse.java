package io.customerkey.crypto.key;

import io.customerkey.crypto.Bytes;
import io.customerkey.crypto.id.FileId;
import io.customerkey.crypto.id.GenerationId;
import io.customerkey.crypto.id.Id128;
import io.customerkey.crypto.id.Identifier;
import io.customerkey.crypto.id.SiteId;
import io.customerkey.crypto.id.TenantId;
import io.customerkey.crypto.id.WrappingKeyId;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Everything a policy, mailbox or site key is ever used for. These keys are inputs of HKDF-SHA-256
 * (RFC 5869) only, and this set is closed: two uses never share a salt and info, so no key is used
 * in two ways.
 */
public sealed interface KeyUse {
  /** {@return length of what is derived, in bytes} */
  int length();

  /** {@return salt of the extract step} */
  byte[] salt();

  /** {@return info of the expand step} */
  byte[] info();

  /**
   * The check value of a policy key: info {@code "customerkey/check/v1" ‖ generation}, salt empty,
   * the first 16 bytes.
   *
   * @param generation whose key is checked
   */
  record Check(GenerationId generation) implements KeyUse {
    @Override
    public int length() {
      return CheckValue.SIZE;
    }

    @Override
    public byte[] salt() {
      return new byte[0];
    }

    @Override
    public byte[] info() {
      return labelled("customerkey/check/v1", generation);
    }
  }

  /**
   * The wrapping key of a policy or site key: info {@code "customerkey/wrap/v1" ‖ wrapping key id},
   * salt empty, 32 bytes.
   *
   * @param wrappingKey generation, or version of the site key
   */
  record Wrap(WrappingKeyId wrappingKey) implements KeyUse {
    @Override
    public int length() {
      return AesKey.SIZE;
    }

    @Override
    public byte[] salt() {
      return new byte[0];
    }

    @Override
    public byte[] info() {
      return labelled("customerkey/wrap/v1", wrappingKey);
    }
  }

  /**
   * The key of one item stream, as in Tink's streaming AEAD: a random salt from the stream's
   * header, the associated data as info, 32 bytes. The associated data begins with {@code "CKI1"},
   * so it is no other use's info.
   *
   * @param streamSalt 32 random bytes
   * @param associatedData header and context of the item
   */
  record ItemStream(Bytes streamSalt, Bytes associatedData) implements KeyUse {
    @Override
    public int length() {
      return AesKey.SIZE;
    }

    @Override
    public byte[] salt() {
      return streamSalt.toByteArray();
    }

    @Override
    public byte[] info() {
      return associatedData.toByteArray();
    }
  }

  /**
   * The key of the MAC over a file's manifests: info {@code "customerkey/manifest/v1" ‖ tenant ‖
   * site ‖ file}, salt empty, 32 bytes.
   *
   * @param tenant owner of the site
   * @param site whose key it is derived from
   * @param file the file
   */
  record Manifest(TenantId tenant, SiteId site, FileId file) implements KeyUse {
    @Override
    public int length() {
      return MacKey.SIZE;
    }

    @Override
    public byte[] salt() {
      return new byte[0];
    }

    @Override
    public byte[] info() {
      return labelled("customerkey/manifest/v1", tenant, site, file);
    }
  }

  /**
   * The key of the names in a site: info {@code "customerkey/names/v1" ‖ tenant ‖ site}, salt
   * empty, 32 bytes.
   *
   * @param tenant owner of the site
   * @param site whose key it is derived from
   */
  record Names(TenantId tenant, SiteId site) implements KeyUse {
    @Override
    public int length() {
      return AesKey.SIZE;
    }

    @Override
    public byte[] salt() {
      return new byte[0];
    }

    @Override
    public byte[] info() {
      return labelled("customerkey/names/v1", tenant, site);
    }
  }

  private static byte[] labelled(String label, Identifier... ids) {
    byte[] ascii = label.getBytes(StandardCharsets.US_ASCII);
    byte[] info = Arrays.copyOf(ascii, ascii.length + ids.length * Id128.SIZE);
    int at = ascii.length;
    for (Identifier id : ids) {
      id.value().writeTo(info, at);
      at += Id128.SIZE;
    }
    return info;
  }
}
