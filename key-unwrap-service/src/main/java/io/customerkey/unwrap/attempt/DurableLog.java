package io.customerkey.unwrap.attempt;

import io.smallrye.mutiny.Uni;

/**
 * The log itself, which may be away: then every method fails with {@link LogAwayException}, and it
 * is not known whether anything was written. So what was written once may be written again: that
 * changes nothing.
 */
public interface DurableLog extends AttemptLog {
  /**
   * Writes an attempt that was made while this log was away. It has no number, so it clears
   * nothing.
   *
   * @param intent the attempt
   * @return nothing, once it is durable
   */
  Uni<Void> late(Intent intent);
}
