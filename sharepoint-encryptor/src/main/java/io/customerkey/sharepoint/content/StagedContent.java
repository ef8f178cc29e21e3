package io.customerkey.sharepoint.content;

import io.customerkey.crypto.id.ChunkId;
import io.customerkey.crypto.id.ObjectId;
import io.smallrye.mutiny.Uni;
import java.util.Set;

/**
 * Uploads of more than one chunk, recorded before they are published, so that their chunks are
 * known as somebody's. One that nobody keeps alive becomes garbage; one that becomes garbage
 * although its instance still works on it fails there, and is never published in part.
 */
public interface StagedContent {
  /** Begins an upload. */
  Uni<Void> begin(ContentId content, ObjectId site);

  /** Records a chunk; fails if the upload is staged no more. */
  Uni<Void> append(ContentId content, ChunkId chunk);

  /** Says that these are being worked on. */
  Uni<Void> keepAlive(Set<ContentId> contents);

  /** Turns an upload that was not published into garbage; nothing to do is no failure. */
  Uni<Void> abandon(ContentId content);
}
