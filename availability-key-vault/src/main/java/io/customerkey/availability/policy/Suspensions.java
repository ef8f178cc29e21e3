package io.customerkey.availability.policy;

import io.customerkey.crypto.id.PolicyId;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;

/**
 * Whether a suspension still holds. It ends only when both clocks say so: the wall clock, and the
 * monotonic clock since this process learnt of it, so that setting the wall clock forward ends
 * none. A process that starts anew has the wall clock alone for the time before.
 */
@Singleton
public final class Suspensions {
  private final ConcurrentHashMap<PolicyId, Learnt> learnt = new ConcurrentHashMap<>();
  private final Clock wall;
  private final LongSupplier nanos;

  private record Learnt(Instant until, Instant wall, long nanos) {}

  @Inject
  Suspensions(Clock wall) {
    this(wall, System::nanoTime);
  }

  Suspensions(Clock wall, LongSupplier nanos) {
    this.wall = wall;
    this.nanos = nanos;
  }

  /** Remembers when newest settings were learnt, or that they suspend nothing any more. */
  void learn(PolicyId policy, Settings settings) {
    settings
        .suspendedUntil()
        .ifPresentOrElse(until -> learnt(policy, until), () -> learnt.remove(policy));
  }

  /**
   * @param policy whose newest settings suspend it
   * @param until as they say
   * @return whether it is suspended now
   */
  boolean holds(PolicyId policy, Instant until) {
    Learnt then = learnt(policy, until);
    Duration passed = Duration.ofNanos(nanos.getAsLong() - then.nanos());
    boolean overByNanos = passed.compareTo(Duration.between(then.wall(), until)) >= 0;
    return wall.instant().isBefore(until) || !overByNanos;
  }

  private Learnt learnt(PolicyId policy, Instant until) {
    return learnt.compute(
        policy,
        (id, held) ->
            held != null && held.until().equals(until)
                ? held
                : new Learnt(until, wall.instant(), nanos.getAsLong()));
  }
}
