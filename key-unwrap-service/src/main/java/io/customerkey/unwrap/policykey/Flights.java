package io.customerkey.unwrap.policykey;

import io.smallrye.mutiny.Uni;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/**
 * Lets many that want the same thing wait for one who fetches it.
 *
 * @param <K> what is wanted
 * @param <T> what comes of it
 */
final class Flights<K, T> {
  private final ConcurrentHashMap<K, Uni<T>> running = new ConcurrentHashMap<>();

  /**
   * @param wanted names the flight
   * @param fetch begins it, if nobody has
   * @return what comes of the flight that runs
   */
  Uni<T> join(K wanted, Supplier<Uni<? extends T>> fetch) {
    return Uni.createFrom()
        .deferred(() -> running.computeIfAbsent(wanted, key -> begin(key, fetch)));
  }

  private Uni<T> begin(K key, Supplier<Uni<? extends T>> fetch) {
    Uni<T> flight = Uni.createFrom().deferred(fetch);
    return flight.onTermination().invoke(() -> running.remove(key)).memoize().indefinitely();
  }
}
