package io.customerkey.client;

import java.time.Instant;
import java.util.Optional;

/**
 * The service's word that something is not there any more.
 *
 * @param existed whether it was there before
 * @param recoverableUntil until when it can be restored; empty where nothing was there
 */
public record DeleteReceipt(boolean existed, Optional<Instant> recoverableUntil) {}
