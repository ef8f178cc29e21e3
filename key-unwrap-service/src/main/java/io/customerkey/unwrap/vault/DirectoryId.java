package io.customerkey.unwrap.vault;

import io.customerkey.crypto.id.Id128;

/**
 * A Microsoft Entra directory (its tenant id). Tokens for a vault are asked from the directory that
 * was recorded at enrolment only, whatever a vault's challenge says.
 *
 * @param value the directory's id
 */
public record DirectoryId(Id128 value) {
  /**
   * @param text UUID form
   * @return the id
   * @throws IllegalArgumentException for any other text
   */
  public static DirectoryId parse(String text) {
    return new DirectoryId(Id128.parse(text));
  }

  /** The UUID form. */
  @Override
  public String toString() {
    return value.toString();
  }
}
