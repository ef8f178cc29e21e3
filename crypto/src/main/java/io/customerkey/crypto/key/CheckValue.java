package io.customerkey.crypto.key;

import io.customerkey.crypto.Bytes;

/**
 * What tells that an opened policy key is the right one without revealing it: 16 bytes of
 * HKDF-SHA-256 with the info {@code "customerkey/check/v1" ‖ generation}. Stands in the signed
 * policy record.
 *
 * @param bytes 16 bytes
 */
public record CheckValue(Bytes bytes) {
  /** Length in bytes. */
  public static final int SIZE = 16;

  /** Refuses another length with {@link IllegalArgumentException}. */
  public CheckValue {
    if (bytes.size() != SIZE) {
      throw new IllegalArgumentException("a check value has 16 bytes");
    }
  }
}
