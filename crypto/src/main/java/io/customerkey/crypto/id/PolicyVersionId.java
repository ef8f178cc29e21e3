package io.customerkey.crypto.id;

import java.util.UUID;
import java.util.random.RandomGenerator;

/**
 * Names one set of customer keys of a policy (the DataEncryptionPolicyID): changes when they are
 * refreshed or replaced.
 *
 * @param value the 128 bits
 */
public record PolicyVersionId(Id128 value) implements Identifier {
  /**
   * {@return the id}
   *
   * @param text UUID form
   * @throws IllegalArgumentException for any other text
   */
  public static PolicyVersionId parse(String text) {
    return new PolicyVersionId(Id128.parse(text));
  }

  /**
   * {@return the id}
   *
   * @param bytes exactly 16 bytes
   * @throws IllegalArgumentException for another length
   */
  public static PolicyVersionId of(byte[] bytes) {
    return new PolicyVersionId(Id128.of(bytes));
  }

  /**
   * {@return the id}
   *
   * @param uuid the same bits
   */
  public static PolicyVersionId of(UUID uuid) {
    return new PolicyVersionId(Id128.of(uuid));
  }

  /**
   * {@return a new id}
   *
   * @param random a cryptographic source
   */
  public static PolicyVersionId random(RandomGenerator random) {
    return new PolicyVersionId(Id128.random(random));
  }

  /** The UUID form. */
  @Override
  public String toString() {
    return value.toString();
  }
}
