package io.customerkey.sharepoint.content;

import io.customerkey.crypto.id.FileId;
import java.util.List;
import java.util.Optional;

/**
 * A page of a site, decrypted.
 *
 * @param files in order of id; those that were asked for
 * @param next file behind which the next page begins; empty: this is the last
 */
public record Listing(List<FileEntry> files, Optional<FileId> next) {
  /** Copies the list. */
  public Listing {
    files = List.copyOf(files);
  }
}
