package io.customerkey.crypto.id;

import java.util.UUID;
import java.util.random.RandomGenerator;

/**
 * Names a mailbox.
 *
 * @param value the 128 bits
 */
public record MailboxId(Id128 value) implements Identifier {
  /**
   * {@return the id}
   *
   * @param text UUID form
   * @throws IllegalArgumentException for any other text
   */
  public static MailboxId parse(String text) {
    return new MailboxId(Id128.parse(text));
  }

  /**
   * {@return the id}
   *
   * @param bytes exactly 16 bytes
   * @throws IllegalArgumentException for another length
   */
  public static MailboxId of(byte[] bytes) {
    return new MailboxId(Id128.of(bytes));
  }

  /**
   * {@return the id}
   *
   * @param uuid the same bits
   */
  public static MailboxId of(UUID uuid) {
    return new MailboxId(Id128.of(uuid));
  }

  /**
   * {@return a new id}
   *
   * @param random a cryptographic source
   */
  public static MailboxId random(RandomGenerator random) {
    return new MailboxId(Id128.random(random));
  }

  /** The UUID form. */
  @Override
  public String toString() {
    return value.toString();
  }
}
