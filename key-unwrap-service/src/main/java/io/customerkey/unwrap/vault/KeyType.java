package io.customerkey.unwrap.vault;

import java.util.Locale;

/** What kind of key a vault holds. */
public enum KeyType {
  /** RSA in software. */
  RSA,
  /** RSA in an HSM. */
  RSA_HSM,
  /** Any other, which is refused as a customer key. */
  OTHER;

  /**
   * @return as written in evidence and logs
   */
  public String text() {
    return name().toLowerCase(Locale.ROOT);
  }
}
