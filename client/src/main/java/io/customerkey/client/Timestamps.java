package io.customerkey.client;

import com.google.protobuf.Timestamp;
import java.time.Instant;

/** Protobuf's points in time as Java's. */
final class Timestamps {
  private Timestamps() {}

  static Instant toInstant(Timestamp timestamp) {
    return Instant.ofEpochSecond(timestamp.getSeconds(), timestamp.getNanos());
  }
}
