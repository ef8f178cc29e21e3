package io.customerkey.sharepoint.content;

import io.customerkey.crypto.Bytes;
import io.customerkey.crypto.id.ChunkId;
import io.customerkey.crypto.id.ObjectId;
import java.util.List;
import java.util.Optional;

/**
 * An upload whose chunks are all stored.
 *
 * @param site the site
 * @param row of the file as it is to be
 * @param manifest sealed as {@code row.number()}
 * @param replaces what it goes on from; empty: the file is new
 * @param chunks that are not staged, but to be recorded with the file
 * @param staged whether the content was begun as staged
 */
public record Publication(
    ObjectId site,
    FileRow row,
    Bytes manifest,
    Optional<Current> replaces,
    List<ChunkId> chunks,
    boolean staged) {
  /** Copies the list. */
  public Publication {
    chunks = List.copyOf(chunks);
  }
}
