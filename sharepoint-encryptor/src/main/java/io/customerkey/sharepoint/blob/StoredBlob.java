package io.customerkey.sharepoint.blob;

import io.customerkey.crypto.id.ChunkId;
import java.time.Instant;

/**
 * Something that takes room in a store.
 *
 * @param chunk the chunk that it is or was to become
 * @param written when, by the store's clock
 */
public record StoredBlob(ChunkId chunk, Instant written) {}
