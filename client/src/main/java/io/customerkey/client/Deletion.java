package io.customerkey.client;

import com.google.protobuf.Timestamp;
import java.time.Instant;

/**
 * Something is deleted, and can be brought back for a while.
 *
 * @param deleted when it was
 * @param recoverableUntil when it goes for good
 */
public record Deletion(Instant deleted, Instant recoverableUntil) {
  static Deletion of(Timestamp deleted, Timestamp recoverableUntil) {
    return new Deletion(Timestamps.toInstant(deleted), Timestamps.toInstant(recoverableUntil));
  }
}
