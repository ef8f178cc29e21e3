package io.customerkey.client;

import java.time.Instant;

/**
 * The service's word that an item is stored.
 *
 * @param version from 1; grows when the item is replaced, and begins anew once a deleted one has
 *     gone for good
 * @param stored when
 */
public record PutReceipt(long version, Instant stored) {}
