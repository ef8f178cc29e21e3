package io.customerkey.crypto.item;

import io.customerkey.crypto.CryptoRefusedException;
import io.customerkey.crypto.CryptoRefusedException.Subject;
import io.customerkey.crypto.SecretBytes;
import io.customerkey.crypto.id.KeyVersionId;
import io.customerkey.crypto.key.ObjectKey;
import java.util.random.RandomGenerator;

/**
 * One version of a mailbox key (32 bytes), as the capability to write and read item streams.
 * Streams begun before {@link #close()} go on with their own derived keys; new ones are refused
 * with {@link IllegalStateException}. Safe for use by many threads.
 */
public final class MailboxKey implements ObjectKey {
  /** Length in bytes. */
  public static final int SIZE = 32;

  private final SecretBytes key;
  private final KeyVersionId version;

  private MailboxKey(SecretBytes key, KeyVersionId version) {
    this.key = key;
    this.version = version;
  }

  /**
   * {@return the mailbox key}
   *
   * @param key 32 bytes; from now on this object's own
   * @param version which version of the mailbox's key it is
   * @throws IllegalArgumentException for another length
   */
  public static MailboxKey takeOwnershipOf(SecretBytes key, KeyVersionId version) {
    if (key.length() != SIZE) {
      key.close();
      throw new IllegalArgumentException("a mailbox key has 32 bytes");
    }
    return new MailboxKey(key, version);
  }

  @Override
  public KeyVersionId version() {
    return version;
  }

  /** {@return the header of every stream this key encrypts} */
  public ItemHeader header() {
    return new ItemHeader(version);
  }

  /**
   * {@return writes one stream, under {@link #header()}}
   *
   * @param context what the stream is bound to
   * @param random a cryptographic source, for the stream's salt and nonces
   */
  public ItemStreamEncryptor encryptor(ItemContext context, RandomGenerator random) {
    return new ItemStreamEncryptor(key, context.associatedData(header()), random);
  }

  /**
   * {@return reads one stream}
   *
   * @param header as stored with the item
   * @param context what the stream should be bound to
   * @throws CryptoRefusedException if the header names another version of the key
   */
  public ItemStreamDecryptor decryptor(ItemHeader header, ItemContext context) {
    if (!header.equals(header())) {
      throw new CryptoRefusedException(Subject.CONTENT);
    }
    return new ItemStreamDecryptor(key.copy(), context.associatedData(header));
  }

  @Override
  public void close() {
    key.close();
  }

  @Override
  public String toString() {
    return "MailboxKey[" + version + ", redacted]";
  }
}
