package io.customerkey.exchange.content;

import java.time.Instant;

/**
 * An item is stored.
 *
 * @param version of its stream
 * @param stored when
 */
public record PutAnswer(long version, Instant stored) {}
