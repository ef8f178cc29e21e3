package io.customerkey.client;

import io.customerkey.crypto.id.FileId;
import io.customerkey.protocol.sharepoint.v1.FileDescription;
import java.time.Instant;
import java.util.Optional;

/**
 * A file of a site without its content.
 *
 * @param id as the caller chose it
 * @param path within the site; stored encrypted, decrypted here
 * @param mediaType as it was put
 * @param length of the whole content in bytes
 * @param version from 1; grows when the file is replaced
 * @param stored when this version was stored
 * @param chunks how many chunks it is kept in, each under a key of its own
 * @param deletion empty where it was not deleted
 */
public record StoredFile(
    FileId id,
    String path,
    String mediaType,
    long length,
    long version,
    Instant stored,
    int chunks,
    Optional<Deletion> deletion) {
  static StoredFile of(FileDescription description) {
    return new StoredFile(
        FileId.of(description.getFileId().toByteArray()),
        description.getPath(),
        description.getMediaType(),
        description.getContentLength(),
        description.getFileVersion(),
        Timestamps.toInstant(description.getStored()),
        description.getChunkCount(),
        description.hasDeleted()
            ? Optional.of(Deletion.of(description.getDeleted(), description.getRecoverableUntil()))
            : Optional.empty());
  }
}
