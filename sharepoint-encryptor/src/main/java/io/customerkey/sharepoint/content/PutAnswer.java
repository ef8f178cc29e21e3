package io.customerkey.sharepoint.content;

import java.time.Instant;

/**
 * A file is stored.
 *
 * @param version of the file
 * @param stored when
 */
public record PutAnswer(long version, Instant stored) {}
