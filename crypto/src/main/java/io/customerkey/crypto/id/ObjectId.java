package io.customerkey.crypto.id;

import java.util.UUID;
import java.util.random.RandomGenerator;

/**
 * Names the object a wrapped key or an encrypted name belongs to, whatever its kind.
 *
 * @param value the 128 bits
 */
public record ObjectId(Id128 value) implements Identifier {
  /**
   * {@return the id}
   *
   * @param text UUID form
   * @throws IllegalArgumentException for any other text
   */
  public static ObjectId parse(String text) {
    return new ObjectId(Id128.parse(text));
  }

  /**
   * {@return the id}
   *
   * @param bytes exactly 16 bytes
   * @throws IllegalArgumentException for another length
   */
  public static ObjectId of(byte[] bytes) {
    return new ObjectId(Id128.of(bytes));
  }

  /**
   * {@return the id}
   *
   * @param uuid the same bits
   */
  public static ObjectId of(UUID uuid) {
    return new ObjectId(Id128.of(uuid));
  }

  /**
   * {@return a new id}
   *
   * @param random a cryptographic source
   */
  public static ObjectId random(RandomGenerator random) {
    return new ObjectId(Id128.random(random));
  }

  /**
   * {@return the same bits as the id of whatever object}
   *
   * @param id for example a mailbox, site, file or chunk id
   */
  public static ObjectId of(Identifier id) {
    return new ObjectId(id.value());
  }

  /** The UUID form. */
  @Override
  public String toString() {
    return value.toString();
  }
}
