package io.customerkey.unwrap.policykey;

import io.customerkey.unwrap.refusal.Reason;
import io.customerkey.unwrap.refusal.RefusedException;
import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/**
 * Lets many that want the same thing wait for one who fetches it. A flight that has not landed in
 * time is given up, so that whatever it hangs on keeps nobody from trying anew.
 *
 * @param <K> what is wanted
 * @param <T> what comes of it
 */
final class Flights<K, T> {
  /** Longer than every deadline inside a flight together. */
  private static final Duration LIMIT = Duration.ofSeconds(30);

  private final ConcurrentHashMap<K, Uni<T>> running = new ConcurrentHashMap<>();
  private final Duration limit;

  Flights() {
    this(LIMIT);
  }

  Flights(Duration limit) {
    this.limit = limit;
  }

  /**
   * @param wanted names the flight
   * @param fetch begins it, if nobody has
   * @return what comes of the flight that runs; fails with DEPENDENCY_UNAVAILABLE if it never lands
   */
  Uni<T> join(K wanted, Supplier<Uni<? extends T>> fetch) {
    return Uni.createFrom()
        .deferred(() -> running.computeIfAbsent(wanted, key -> begin(key, fetch)));
  }

  private Uni<T> begin(K key, Supplier<Uni<? extends T>> fetch) {
    Uni<T> flight = Uni.createFrom().deferred(fetch);
    return flight
        .ifNoItem()
        .after(limit)
        .failWith(() ->
            RefusedException.of(Reason.DEPENDENCY_UNAVAILABLE, "what this needs does not answer"))
        .onTermination()
        .invoke(() -> running.remove(key))
        .memoize()
        .indefinitely();
  }
}
