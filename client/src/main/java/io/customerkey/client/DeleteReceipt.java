package io.customerkey.client;

import com.google.protobuf.Timestamp;
import java.time.Instant;
import java.util.Optional;

/**
 * The service's word that something is not there any more.
 *
 * @param existed whether it was there before
 * @param recoverableUntil until when it can be restored; empty where nothing was there
 */
public record DeleteReceipt(boolean existed, Optional<Instant> recoverableUntil) {
  /** As a message says it, with whether it says until when. */
  static DeleteReceipt of(boolean existed, boolean recoverable, Timestamp until) {
    return new DeleteReceipt(
        existed, recoverable ? Optional.of(Timestamps.toInstant(until)) : Optional.empty());
  }
}
