package io.customerkey.sharepoint.content;

import io.customerkey.crypto.id.FileId;
import io.customerkey.crypto.id.KeyVersionId;
import java.time.Instant;
import java.util.Optional;

/**
 * A file as stored, without its manifest.
 *
 * @param file the file
 * @param number its version, from 1
 * @param keyVersion site key of its manifest and chunks
 * @param content where its chunks are
 * @param length of the content in bytes
 * @param chunks how many
 * @param mediaType of the content
 * @param path encrypted
 * @param stored when
 * @param deleted when it was deleted; empty: it was not
 */
public record FileRow(
    FileId file,
    long number,
    KeyVersionId keyVersion,
    ContentId content,
    long length,
    int chunks,
    String mediaType,
    SealedPath path,
    Instant stored,
    Optional<Instant> deleted) {}
