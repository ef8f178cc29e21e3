package io.customerkey.crypto.id;

import java.util.UUID;
import java.util.random.RandomGenerator;

/**
 * Names an item of a mailbox; an attachment kept apart is an item too.
 *
 * @param value the 128 bits
 */
public record ItemId(Id128 value) implements Identifier {
  /**
   * {@return the id}
   *
   * @param text UUID form
   * @throws IllegalArgumentException for any other text
   */
  public static ItemId parse(String text) {
    return new ItemId(Id128.parse(text));
  }

  /**
   * {@return the id}
   *
   * @param bytes exactly 16 bytes
   * @throws IllegalArgumentException for another length
   */
  public static ItemId of(byte[] bytes) {
    return new ItemId(Id128.of(bytes));
  }

  /**
   * {@return the id}
   *
   * @param uuid the same bits
   */
  public static ItemId of(UUID uuid) {
    return new ItemId(Id128.of(uuid));
  }

  /**
   * {@return a new id}
   *
   * @param random a cryptographic source
   */
  public static ItemId random(RandomGenerator random) {
    return new ItemId(Id128.random(random));
  }

  /** The UUID form. */
  @Override
  public String toString() {
    return value.toString();
  }
}
