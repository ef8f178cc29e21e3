package io.customerkey.sharepoint.blob;

import io.customerkey.crypto.Bytes;
import io.customerkey.crypto.id.ChunkId;
import io.customerkey.crypto.id.Id128;
import java.util.Locale;
import java.util.Optional;

/**
 * Names of chunks in every store: {@code {first two digits}/{32 digits}}, the id in hexadecimal.
 * Ids are random, so every part has as many.
 */
public final class BlobName {
  private static final int LENGTH = 2 * Id128.SIZE;

  private BlobName() {}

  /**
   * @return the digits of the id
   */
  public static String of(ChunkId chunk) {
    return chunk.value().toBytes().toHex();
  }

  /**
   * @param name without its part
   * @return the id; empty if it is no such name
   */
  public static Optional<ChunkId> parse(String name) {
    if (name.length() != LENGTH || !name.equals(name.toLowerCase(Locale.ROOT))) {
      return Optional.empty();
    }
    try {
      return Optional.of(ChunkId.of(Bytes.ofHex(name).toByteArray()));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  /**
   * @param part 0 to {@link BlobStore#PARTS} − 1
   * @return its two digits
   */
  public static String part(int part) {
    return String.format(Locale.ROOT, "%02x", part);
  }

  /**
   * @return the digits of the part that the chunk is in
   */
  public static String part(ChunkId chunk) {
    return of(chunk).substring(0, 2);
  }
}
