package io.customerkey.dep.contact;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Secrets of contacts, and signatures by them. No secret is stored: each is derived from the
 * service's webhook key and the contact's id and salt, so that neither the database nor the key
 * alone gives it.
 *
 * <pre>
 * secret    = "cks_" ‖ base64url(HMAC-SHA-256(webhook key, "customerkey.webhook-secret.v1" ‖ contact id 16 ‖ salt 16))
 * signature = "v1=" ‖ hex(HMAC-SHA-256(secret as ASCII, timestamp as decimal seconds ‖ "." ‖ body))
 * </pre>
 *
 * HMAC as in RFC 2104.
 */
public final class WebhookSecrets {
  /** Length of the webhook key, in bytes. */
  public static final int KEY_LENGTH = 32;

  private static final String ALGORITHM = "HmacSHA256";
  private static final String LABEL = "customerkey.webhook-secret.v1";
  private static final String PREFIX = "cks_";

  private final SecretKeySpec key;

  /**
   * @param key 32 bytes; copied
   */
  public WebhookSecrets(byte[] key) {
    if (key.length != KEY_LENGTH) {
      throw new IllegalArgumentException("a webhook key has 32 bytes");
    }
    this.key = new SecretKeySpec(key, ALGORITHM);
  }

  /**
   * @param contact whose
   * @return its secret, to be shown once
   */
  public String of(Contact contact) {
    Mac mac = mac(key);
    mac.update(LABEL.getBytes(StandardCharsets.US_ASCII));
    mac.update(contact.id().toByteArray());
    byte[] secret = mac.doFinal(contact.salt().toByteArray());
    return PREFIX + Base64.getUrlEncoder().withoutPadding().encodeToString(secret);
  }

  /**
   * @param contact who is told
   * @param timestamp seconds since 1970
   * @param body that is sent
   * @return what proves both to the receiver
   */
  public String sign(Contact contact, long timestamp, String body) {
    byte[] secret = of(contact).getBytes(StandardCharsets.US_ASCII);
    Mac mac = mac(new SecretKeySpec(secret, ALGORITHM));
    byte[] signature = mac.doFinal((timestamp + "." + body).getBytes(StandardCharsets.UTF_8));
    return "v1=" + HexFormat.of().formatHex(signature);
  }

  private static Mac mac(SecretKeySpec key) {
    try {
      Mac mac = Mac.getInstance(ALGORITHM);
      mac.init(key);
      return mac;
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("HMAC-SHA-256 is part of the JDK", e);
    }
  }

  /** Shows no key. */
  @Override
  public String toString() {
    return "WebhookSecrets";
  }
}
