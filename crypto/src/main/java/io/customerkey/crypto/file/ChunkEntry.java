package io.customerkey.crypto.file;

import io.customerkey.crypto.id.ChunkId;
import io.customerkey.crypto.id.KeyVersionId;
import io.customerkey.crypto.key.WrappedKey;

/**
 * One chunk as a manifest lists it.
 *
 * @param chunk the chunk
 * @param plaintextLength in bytes, 1 to {@link ChunkLayout#MAX_PLAINTEXT}
 * @param siteKeyVersion version of the site key that wraps the chunk's key
 * @param wrappedKey the chunk's key
 */
public record ChunkEntry(
    ChunkId chunk, int plaintextLength, KeyVersionId siteKeyVersion, WrappedKey wrappedKey) {
  /** Refuses another length with {@link IllegalArgumentException}. */
  public ChunkEntry {
    ChunkLayout.requirePlaintext(plaintextLength);
  }
}
