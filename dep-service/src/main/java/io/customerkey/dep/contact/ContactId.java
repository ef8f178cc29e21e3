package io.customerkey.dep.contact;

import io.customerkey.crypto.id.Id128;
import io.customerkey.crypto.id.Identifier;

/**
 * Names a contact.
 *
 * @param value the 128 bits
 */
public record ContactId(Id128 value) implements Identifier {
  /**
   * @param text UUID form
   * @return the id
   * @throws IllegalArgumentException for any other text
   */
  public static ContactId parse(String text) {
    return new ContactId(Id128.parse(text));
  }

  /** The UUID form. */
  @Override
  public String toString() {
    return value.toString();
  }
}
