package io.customerkey.unwrap.policykey;

import io.customerkey.crypto.id.GenerationId;
import io.customerkey.unwrap.policy.Authority;
import io.customerkey.unwrap.policy.PolicyRecord;
import io.customerkey.unwrap.record.RecordBook;
import io.customerkey.unwrap.rules.Moment;
import io.customerkey.unwrap.time.Clocks;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;

/**
 * Opens policy keys again before their time to live ends, by the customer keys only, and erases
 * those whose time is over. Only an opening of the policy's own copy extends it. A key of the many
 * policies on the provider's own keys is opened again only if it has served since the last time.
 */
public final class Refresher {
  private static final Duration MARGIN = Duration.ofHours(1);
  private static final int AT_ONCE = 64;
  private static final int JITTER_DIVISOR = 10;

  private final Map<GenerationId, Moment> failing = new ConcurrentHashMap<>();
  private final PolicyKeyCache cache;
  private final Reopening reopening;
  private final Usage usage;
  private final RecordBook records;
  private final RandomGenerator random;
  private final Clocks clocks;
  private final Times times;
  private final Alarm alert;

  /**
   * @param ttl time to live
   * @param ahead how long before its end a key is opened again
   * @param alertAfter how long that may fail before operators are told
   */
  public record Times(Duration ttl, Duration ahead, Duration alertAfter) {
    /** Refuses a time to live that leaves too little use before the refresh. */
    public Times {
      if (ttl.compareTo(ahead.plus(MARGIN)) < 0) {
        throw new IllegalArgumentException(
            "a policy key's time to live must be at least an hour longer than refresh-ahead");
      }
    }
  }

  /** Hears of a key that cannot be opened again. */
  @FunctionalInterface
  public interface Alarm {
    /**
     * @param record whose key
     * @param left until it can no longer be used
     */
    void raise(PolicyRecord record, Duration left);
  }

  /**
   * @param cache of keys
   * @param reopening opens them
   * @param usage says which served
   * @param records whose copies
   * @param random jitter
   * @param clocks both clocks
   * @param times of the cache
   * @param alert hears of a key that cannot be opened again
   */
  public Refresher(
      PolicyKeyCache cache,
      Reopening reopening,
      Usage usage,
      RecordBook records,
      RandomGenerator random,
      Clocks clocks,
      Times times,
      Alarm alert) {
    this.cache = cache;
    this.reopening = reopening;
    this.usage = usage;
    this.records = records;
    this.random = random;
    this.clocks = clocks;
    this.times = times;
    this.alert = alert;
  }

  /**
   * @return nothing, once every key that is due was tried
   */
  public Uni<Void> tick() {
    Moment now = clocks.now();
    cache.expire(now);
    usage.look();
    failing.keySet().retainAll(generations());
    return Multi.createFrom()
        .iterable(cache.all())
        .select()
        .where(key -> isDue(key, now))
        .onItem()
        .transformToIterable(key ->
            records.known().stream()
                .filter(record -> record.ref().equals(key.ref()))
                .filter(reopening::isWorthwhile)
                .toList())
        .onItem()
        .transformToUni(record -> refresh(record, now))
        .merge(AT_ONCE)
        .collect()
        .asList()
        .replaceWithVoid();
  }

  private boolean isDue(CachedPolicyKey key, Moment now) {
    long earlier = (long) (times.ahead().toNanos() * random.nextDouble() / JITTER_DIVISOR);
    Duration due = times.ttl().minus(times.ahead()).minusNanos(earlier);
    boolean wanted = !key.facts().providerManaged() || served(key);
    return wanted
        && key.facts().authority() == Authority.CUSTOMER
        && key.facts().began().left(due, now).isNegative();
  }

  private boolean served(CachedPolicyKey key) {
    return usage
        .last(key.ref().generation())
        .map(last -> last.nanos() > key.facts().began().nanos())
        .orElse(false);
  }

  private Set<GenerationId> generations() {
    return cache.all().stream().map(key -> key.ref().generation()).collect(Collectors.toSet());
  }

  private Uni<Void> refresh(PolicyRecord record, Moment now) {
    GenerationId generation = record.ref().generation();
    return reopening
        .open(record)
        .invoke(opened -> {
          if (opened) {
            failing.remove(generation);
          } else if (failing
              .computeIfAbsent(generation, first -> now)
              .left(times.alertAfter(), now)
              .isNegative()) {
            failing.put(generation, now);
            cache
                .find(generation, Authority.CUSTOMER)
                .map(key -> key.facts().began().left(times.ttl(), now))
                .ifPresent(left -> alert.raise(record, left));
          }
        })
        .replaceWithVoid();
  }
}
