package io.customerkey.dep.workflow;

import io.customerkey.crypto.id.TenantId;
import io.customerkey.protocol.common.v1.FailureReason;
import io.customerkey.protocol.failure.CustomerKeyException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * How often a tenant may have keys validated. It names them itself, and every validation asks their
 * vaults: without a limit one tenant could spend what others' vaults may be asked.
 */
final class ValidationRate {
  /** In a {@link #SPAN}, by one instance. */
  static final int MOST = 10;

  static final Duration SPAN = Duration.ofMinutes(1);

  private final Map<TenantId, Begun> begun = new ConcurrentHashMap<>();
  private final Clock clock;

  private record Begun(Instant first, int count) {
    Begun another() {
      return new Begun(first, count + 1);
    }

    Instant end() {
      return first.plus(SPAN);
    }

    boolean isOver(Instant now) {
      return now.isBefore(first) || !now.isBefore(end());
    }
  }

  ValidationRate(Clock clock) {
    this.clock = clock;
  }

  /**
   * @param tenant that begins a validation
   * @throws CustomerKeyException OVERLOADED, and when to try again
   */
  void begin(TenantId tenant) {
    Instant now = clock.instant();
    begun.values().removeIf(old -> old.isOver(now));
    Begun mine = begun.merge(tenant, new Begun(now, 1), (held, one) -> held.another());
    if (mine.count() > MOST) {
      throw CustomerKeyException.of(
              FailureReason.FAILURE_REASON_OVERLOADED,
              "a tenant validates keys at most "
                  + MOST
                  + " times in "
                  + SPAN.toSeconds()
                  + " seconds")
          .with("limit", Integer.toString(MOST))
          .retryAfter(Duration.between(now, mine.end()));
    }
  }
}
