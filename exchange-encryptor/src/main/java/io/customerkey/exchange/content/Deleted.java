package io.customerkey.exchange.content;

import java.time.Instant;

/**
 * An item that was deleted and can be restored.
 *
 * @param at when it was deleted
 * @param recoverableUntil when it goes for good
 */
public record Deleted(Instant at, Instant recoverableUntil) {}
