package io.customerkey.unwrap.budget;

import io.smallrye.mutiny.subscription.UniEmitter;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;

/** What is going on at one vault. Not safe for many threads. */
final class Lane {
  /** Longer than any call lasts: a permit that nobody gave back counts no longer. */
  private static final Duration LOST = Duration.ofSeconds(60);

  private final Deque<Spent> spent = new ArrayDeque<>();
  private final Map<Object, Long> running = new HashMap<>();
  private final Deque<Waiter> waiting = new ArrayDeque<>();
  private final VaultLimits limits;
  private int units;
  private int background;

  private record Spent(long nanos, int cost) {}

  /**
   * A call that waits.
   *
   * @param emitter is given the permit
   * @param cost in units
   * @param until monotonic clock, when it has waited long enough
   */
  record Waiter(UniEmitter<? super Permit> emitter, int cost, long until) {}

  Lane(VaultLimits limits) {
    this.limits = limits;
  }

  Deque<Waiter> waiting() {
    return waiting;
  }

  boolean fits(int cost, long now) {
    forget(now);
    return running.size() < limits.concurrent() && units + cost <= limits.units();
  }

  void start(Object call, int cost, long now) {
    spent.add(new Spent(now, cost));
    units += cost;
    running.put(call, now);
  }

  void end(Object call) {
    running.remove(call);
  }

  /** Whether so little goes on that calls nobody waits for may be made too. */
  boolean hasSpare(long now) {
    forget(now);
    return waiting.isEmpty()
        && 2 * running.size() < limits.concurrent()
        && 2 * units < limits.units()
        && 4 * background < limits.concurrent();
  }

  void startBackground() {
    background++;
  }

  void endBackground() {
    background--;
  }

  private void forget(long now) {
    Spent oldest = spent.peek();
    while (oldest != null && now - oldest.nanos() >= VaultLimits.WINDOW.toNanos()) {
      units -= oldest.cost();
      spent.remove();
      oldest = spent.peek();
    }
    running.values().removeIf(since -> now - since > LOST.toNanos());
  }
}
