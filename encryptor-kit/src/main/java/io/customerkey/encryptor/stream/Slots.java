package io.customerkey.encryptor.stream;

import io.customerkey.crypto.id.TenantId;
import io.customerkey.protocol.common.v1.FailureReason;
import io.customerkey.protocol.failure.CustomerKeyException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * A bounded number of streams at the same time, or of what they need; one more is refused with
 * OVERLOADED, at once. An eighth, rounded down, is left to others, whatever one tenant does.
 */
public final class Slots {
  private static final Duration RETRY = Duration.ofSeconds(2);
  private static final double SHARE = 7 / 8.0;

  private final String what;
  private final int count;
  private final int share;
  private final Semaphore free;
  private final Map<TenantId, Integer> held = new ConcurrentHashMap<>();

  /**
   * @param what what they are, in the plural, for the refusal
   * @param count at the same time
   * @param most one stream takes
   */
  public Slots(String what, int count, int most) {
    this.what = what;
    this.count = count;
    this.share = Math.max(most, (int) Math.ceil(count * SHARE));
    this.free = new Semaphore(count);
  }

  /**
   * @param tenant whose stream it is
   * @param units it takes
   * @return gives them back, once, however often it is run
   * @throws CustomerKeyException OVERLOADED
   */
  public Runnable take(TenantId tenant, int units) {
    // First, so that a tenant beyond its share never takes what is left to others.
    if (held.merge(tenant, units, Integer::sum) > share) {
      leave(tenant, units);
      throw refused("too many " + what + " of the tenant at once");
    }
    if (!free.tryAcquire(units)) {
      leave(tenant, units);
      throw refused("too many " + what + " at once");
    }
    AtomicBoolean given = new AtomicBoolean();
    return () -> {
      if (given.compareAndSet(false, true)) {
        leave(tenant, units);
        free.release(units);
      }
    };
  }

  private void leave(TenantId tenant, int units) {
    held.computeIfPresent(tenant, (whose, now) -> now == units ? null : now - units);
  }

  private static CustomerKeyException refused(String message) {
    return CustomerKeyException.of(FailureReason.FAILURE_REASON_OVERLOADED, message)
        .retryAfter(RETRY);
  }

  /**
   * @return how many there are now
   */
  public int taken() {
    return count - free.availablePermits();
  }
}
