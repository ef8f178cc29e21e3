package io.customerkey.crypto.id;

import java.util.UUID;
import java.util.random.RandomGenerator;

/**
 * Names one version of a mailbox, site or availability key.
 *
 * @param value the 128 bits
 */
public record KeyVersionId(Id128 value) implements WrappingKeyId {
  /** Sixteen zero bytes: the version of keys that have none, which are chunk keys. */
  public static final KeyVersionId NONE = new KeyVersionId(new Id128(0, 0));

  /**
   * {@return the id}
   *
   * @param text UUID form
   * @throws IllegalArgumentException for any other text
   */
  public static KeyVersionId parse(String text) {
    return new KeyVersionId(Id128.parse(text));
  }

  /**
   * {@return the id}
   *
   * @param bytes exactly 16 bytes
   * @throws IllegalArgumentException for another length
   */
  public static KeyVersionId of(byte[] bytes) {
    return new KeyVersionId(Id128.of(bytes));
  }

  /**
   * {@return the id}
   *
   * @param uuid the same bits
   */
  public static KeyVersionId of(UUID uuid) {
    return new KeyVersionId(Id128.of(uuid));
  }

  /**
   * {@return a new id}
   *
   * @param random a cryptographic source
   */
  public static KeyVersionId random(RandomGenerator random) {
    return new KeyVersionId(Id128.random(random));
  }

  /** The UUID form. */
  @Override
  public String toString() {
    return value.toString();
  }
}
