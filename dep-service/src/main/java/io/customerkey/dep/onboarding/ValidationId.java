package io.customerkey.dep.onboarding;

import io.customerkey.crypto.id.Id128;
import io.customerkey.crypto.id.Identifier;

/**
 * Names one validation; what it asked of the vaults is kept under the same id.
 *
 * @param value the 128 bits
 */
public record ValidationId(Id128 value) implements Identifier {
  /**
   * @param text UUID form
   * @return the id
   * @throws IllegalArgumentException for any other text
   */
  public static ValidationId parse(String text) {
    return new ValidationId(Id128.parse(text));
  }

  /** The UUID form. */
  @Override
  public String toString() {
    return value.toString();
  }
}
