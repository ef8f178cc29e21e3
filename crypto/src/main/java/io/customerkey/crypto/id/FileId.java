package io.customerkey.crypto.id;

import java.util.UUID;
import java.util.random.RandomGenerator;

/**
 * Names a file of a site.
 *
 * @param value the 128 bits
 */
public record FileId(Id128 value) implements Identifier {
  /**
   * {@return the id}
   *
   * @param text UUID form
   * @throws IllegalArgumentException for any other text
   */
  public static FileId parse(String text) {
    return new FileId(Id128.parse(text));
  }

  /**
   * {@return the id}
   *
   * @param bytes exactly 16 bytes
   * @throws IllegalArgumentException for another length
   */
  public static FileId of(byte[] bytes) {
    return new FileId(Id128.of(bytes));
  }

  /**
   * {@return the id}
   *
   * @param uuid the same bits
   */
  public static FileId of(UUID uuid) {
    return new FileId(Id128.of(uuid));
  }

  /**
   * {@return a new id}
   *
   * @param random a cryptographic source
   */
  public static FileId random(RandomGenerator random) {
    return new FileId(Id128.random(random));
  }

  /** The UUID form. */
  @Override
  public String toString() {
    return value.toString();
  }
}
