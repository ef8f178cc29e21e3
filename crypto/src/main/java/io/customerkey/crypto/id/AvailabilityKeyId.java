package io.customerkey.crypto.id;

import java.util.UUID;
import java.util.random.RandomGenerator;

/**
 * Names an availability key.
 *
 * @param value the 128 bits
 */
public record AvailabilityKeyId(Id128 value) implements Identifier {
  /**
   * {@return the id}
   *
   * @param text UUID form
   * @throws IllegalArgumentException for any other text
   */
  public static AvailabilityKeyId parse(String text) {
    return new AvailabilityKeyId(Id128.parse(text));
  }

  /**
   * {@return the id}
   *
   * @param bytes exactly 16 bytes
   * @throws IllegalArgumentException for another length
   */
  public static AvailabilityKeyId of(byte[] bytes) {
    return new AvailabilityKeyId(Id128.of(bytes));
  }

  /**
   * {@return the id}
   *
   * @param uuid the same bits
   */
  public static AvailabilityKeyId of(UUID uuid) {
    return new AvailabilityKeyId(Id128.of(uuid));
  }

  /**
   * {@return a new id}
   *
   * @param random a cryptographic source
   */
  public static AvailabilityKeyId random(RandomGenerator random) {
    return new AvailabilityKeyId(Id128.random(random));
  }

  /** The UUID form. */
  @Override
  public String toString() {
    return value.toString();
  }
}
