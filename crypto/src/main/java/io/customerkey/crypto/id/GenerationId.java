package io.customerkey.crypto.id;

import java.util.UUID;
import java.util.random.RandomGenerator;

/**
 * Names one policy key of a policy: a new policy key is a new generation.
 *
 * @param value the 128 bits
 */
public record GenerationId(Id128 value) implements WrappingKeyId {
  /**
   * {@return the id}
   *
   * @param text UUID form
   * @throws IllegalArgumentException for any other text
   */
  public static GenerationId parse(String text) {
    return new GenerationId(Id128.parse(text));
  }

  /**
   * {@return the id}
   *
   * @param bytes exactly 16 bytes
   * @throws IllegalArgumentException for another length
   */
  public static GenerationId of(byte[] bytes) {
    return new GenerationId(Id128.of(bytes));
  }

  /**
   * {@return the id}
   *
   * @param uuid the same bits
   */
  public static GenerationId of(UUID uuid) {
    return new GenerationId(Id128.of(uuid));
  }

  /**
   * {@return a new id}
   *
   * @param random a cryptographic source
   */
  public static GenerationId random(RandomGenerator random) {
    return new GenerationId(Id128.random(random));
  }

  /** The UUID form. */
  @Override
  public String toString() {
    return value.toString();
  }
}
