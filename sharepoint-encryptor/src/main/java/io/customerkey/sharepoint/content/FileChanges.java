package io.customerkey.sharepoint.content;

import io.customerkey.crypto.id.FileId;
import io.customerkey.crypto.id.ObjectId;
import io.smallrye.mutiny.Uni;
import java.time.Instant;
import java.util.Optional;

/** Changes of files that touch no content. */
public interface FileChanges {
  /**
   * Gives a file another path, if its path is still of the version before and the file is not
   * deleted.
   *
   * @return whether it was
   */
  Uni<Boolean> rename(ObjectId site, FileId file, SealedPath path);

  /**
   * Deletes a file recoverably.
   *
   * @return until when it can be restored; empty if no live file was there
   */
  Uni<Optional<Instant>> delete(ObjectId site, FileId file);

  /**
   * Restores a deleted file whose time is not over; one that is live stays so.
   *
   * @return whether it is there now
   */
  Uni<Boolean> restore(ObjectId site, FileId file);
}
