package io.customerkey.sharepoint.blob;

import io.customerkey.crypto.id.ChunkId;
import io.smallrye.mutiny.Uni;
import java.nio.ByteBuffer;
import java.util.List;

/**
 * Where encrypted chunks are. A store knows nothing but ids and bytes; whether a chunk belongs to a
 * file is in the database.
 *
 * <ul>
 *   <li>What {@link #put} has stored {@link #get} reads byte for byte, also after a loss of power.
 *   <li>A chunk is there whole or not at all. An id is put once: another attempt has another id.
 *   <li>No call blocks its caller. Answers come on threads that may be kept busy.
 *   <li>A store that cannot be reached, is full or refuses fails with DEPENDENCY_UNAVAILABLE; one
 *       that asks to go slower, with OVERLOADED. Nothing is stored by a put that failed, except
 *       where the answer was lost: then it may be, and is listed.
 * </ul>
 */
public interface BlobStore {
  /** The first byte of an id says in which of these parts of the store it is. */
  int PARTS = 256;

  /**
   * Stores a chunk.
   *
   * @param bytes all that remains, neither changed nor read by anybody else until the answer
   */
  Uni<Void> put(ChunkId chunk, ByteBuffer bytes);

  /**
   * Reads a chunk.
   *
   * @param into has room for exactly the chunk; full, and its position at its limit, if the answer
   *     is true
   * @return false if no chunk of exactly that length is there
   */
  Uni<Boolean> get(ChunkId chunk, ByteBuffer into);

  /** Removes chunks for good. What is not there is passed over. */
  Uni<Void> delete(List<ChunkId> chunks);

  /**
   * @param part 0 to {@link #PARTS} − 1
   * @return everything in that part that takes room, also what a process left half-written when it
   *     was killed; in any order
   */
  Uni<List<StoredBlob>> list(int part);
}
