package io.customerkey.crypto.id;

import java.util.UUID;
import java.util.random.RandomGenerator;

/**
 * Names a signed order to rewrap, recover or purge.
 *
 * @param value the 128 bits
 */
public record OrderId(Id128 value) implements Identifier {
  /**
   * {@return the id}
   *
   * @param text UUID form
   * @throws IllegalArgumentException for any other text
   */
  public static OrderId parse(String text) {
    return new OrderId(Id128.parse(text));
  }

  /**
   * {@return the id}
   *
   * @param bytes exactly 16 bytes
   * @throws IllegalArgumentException for another length
   */
  public static OrderId of(byte[] bytes) {
    return new OrderId(Id128.of(bytes));
  }

  /**
   * {@return the id}
   *
   * @param uuid the same bits
   */
  public static OrderId of(UUID uuid) {
    return new OrderId(Id128.of(uuid));
  }

  /**
   * {@return a new id}
   *
   * @param random a cryptographic source
   */
  public static OrderId random(RandomGenerator random) {
    return new OrderId(Id128.random(random));
  }

  /** The UUID form. */
  @Override
  public String toString() {
    return value.toString();
  }
}
