package io.customerkey.availability.policy;

import io.customerkey.crypto.statement.StatementHash;
import io.customerkey.protocol.common.v1.FailureReason;
import io.customerkey.protocol.failure.CustomerKeyException;
import java.time.Instant;
import java.util.Optional;

/**
 * What is remembered of one generation.
 *
 * @param highest the highest record ever seen; empty: none
 * @param deniedSince empty: not denied
 */
public record GenerationState(Optional<Seen> highest, Optional<Instant> deniedSince) {
  /** Of a generation nobody spoke of. */
  public static final GenerationState NONE =
      new GenerationState(Optional.empty(), Optional.empty());

  /**
   * A record that was seen.
   *
   * @param sequence its place
   * @param hash of its signed bytes
   */
  public record Seen(StatementSequence sequence, StatementHash hash) {}

  /**
   * Refuses a record that is older than one seen before, or another one in the same place.
   *
   * @param record shown by a caller
   * @throws CustomerKeyException RECORD_NOT_TRUSTED, its metadata {@code cause} is {@code stale} or
   *     {@code forked}
   */
  public void requireNotOlder(TrustedRecord record) {
    if (highest.isEmpty()) {
      return;
    }
    int order = record.sequence().compareTo(highest.get().sequence());
    if (order < 0) {
      throw refused("stale", "a newer record of this generation was seen");
    }
    if (order == 0 && !record.hash().equals(highest.get().hash())) {
      throw refused("forked", "another record with this sequence was seen");
    }
  }

  private static CustomerKeyException refused(String cause, String message) {
    return CustomerKeyException.of(FailureReason.FAILURE_REASON_RECORD_NOT_TRUSTED, message)
        .with("cause", cause);
  }
}
