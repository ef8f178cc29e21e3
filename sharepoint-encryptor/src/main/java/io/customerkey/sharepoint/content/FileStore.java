package io.customerkey.sharepoint.content;

import io.customerkey.crypto.id.FileId;
import io.customerkey.crypto.id.ObjectId;
import io.smallrye.mutiny.Uni;
import java.util.Optional;

/** Where files are. A file is there exactly while its row is, and its row has all chunks. */
public interface FileStore {
  /**
   * @return the file, unless it is deleted
   */
  Uni<Optional<StoredFile>> find(ObjectId site, FileId file);

  /**
   * @param deleted deleted files that can still be restored, instead of live ones
   * @param after file to start behind; empty: from the beginning
   * @param limit at most so many
   * @return in order of id
   */
  Uni<FilePage> page(ObjectId site, boolean deleted, Optional<FileId> after, int limit);

  /**
   * Makes an upload visible in one transaction, in place of what it goes on from, whose chunks
   * become garbage in the same transaction; or does nothing.
   */
  Uni<Published> publish(Publication publication);

  /**
   * @return how much is in a site
   */
  Uni<SiteCounts> counts(ObjectId site);
}
