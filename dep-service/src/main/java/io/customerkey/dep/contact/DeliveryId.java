package io.customerkey.dep.contact;

import io.customerkey.crypto.id.Id128;
import io.customerkey.crypto.id.Identifier;

/**
 * Names a delivery.
 *
 * @param value the 128 bits
 */
public record DeliveryId(Id128 value) implements Identifier {
  /**
   * @param text UUID form
   * @return the id
   * @throws IllegalArgumentException for any other text
   */
  public static DeliveryId parse(String text) {
    return new DeliveryId(Id128.parse(text));
  }

  /** The UUID form. */
  @Override
  public String toString() {
    return value.toString();
  }
}
