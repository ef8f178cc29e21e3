package io.customerkey.crypto.statement;

import io.customerkey.crypto.Bytes;

/**
 * SHA-256 of the signed bytes of a statement; names it in a chain.
 *
 * @param bytes 32 bytes
 */
public record StatementHash(Bytes bytes) {
  /** Length in bytes. */
  public static final int SIZE = 32;

  /** Zeros: the predecessor of a first statement. */
  public static final StatementHash NONE = new StatementHash(Bytes.takeOwnershipOf(new byte[SIZE]));

  /** Refuses another length with {@link IllegalArgumentException}. */
  public StatementHash {
    if (bytes.size() != SIZE) {
      throw new IllegalArgumentException("a statement hash has 32 bytes");
    }
  }
}
