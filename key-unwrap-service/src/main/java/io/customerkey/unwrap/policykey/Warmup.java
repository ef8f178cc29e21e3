package io.customerkey.unwrap.policykey;

import io.customerkey.unwrap.policy.PolicyRecord;
import io.customerkey.unwrap.policy.Purpose;
import io.customerkey.unwrap.record.RecordBook;
import io.customerkey.unwrap.rules.Moment;
import io.customerkey.unwrap.time.Pause;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.random.RandomGenerator;

/**
 * Opens the keys of all assigned policies after a start, newest used first, while the instance
 * serves already. Of the many policies on the provider's own keys only those that served lately are
 * opened. What fails is left to the first request for it.
 */
public final class Warmup {
  /** What served in this time is warmed also if it is the provider's. */
  static final Duration LATELY = Duration.ofHours(24);

  private final AtomicInteger left = new AtomicInteger();
  private final RecordBook records;
  private final PolicyKeys keys;
  private final Reopening reopening;
  private final Usage usage;
  private final RandomGenerator random;
  private final Pace pace;

  /**
   * How fast.
   *
   * @param pause lets time pass
   * @param jitter longest wait before the first, so that instances that start together spread
   * @param atOnce policies at one time, over all vaults
   */
  public record Pace(Pause pause, Duration jitter, int atOnce) {}

  /**
   * @param records whose keys
   * @param keys in memory
   * @param reopening opens them
   * @param usage says which first
   * @param random jitter
   * @param pace how fast
   */
  public Warmup(
      RecordBook records,
      PolicyKeys keys,
      Reopening reopening,
      Usage usage,
      RandomGenerator random,
      Pace pace) {
    this.records = records;
    this.keys = keys;
    this.reopening = reopening;
    this.usage = usage;
    this.random = random;
    this.pace = pace;
  }

  /**
   * @return nothing, once every policy was tried
   */
  public Uni<Void> run() {
    Duration wait = Duration.ofMillis((long) (pace.jitter().toMillis() * random.nextDouble()));
    return pace.pause()
        .of(wait)
        .chain(() -> {
          List<PolicyRecord> wanted = wanted();
          left.set(wanted.size());
          return Multi.createFrom()
              .iterable(wanted)
              .onItem()
              .transformToUni(this::warm)
              .merge(pace.atOnce())
              .onItem()
              .ignoreAsUni();
        });
  }

  /**
   * @return how many policies are still to be tried
   */
  public int left() {
    return left.get();
  }

  private List<PolicyRecord> wanted() {
    return records.known().stream()
        .filter(record ->
            !record.providerManaged() || usage.isUsedWithin(record.ref().generation(), LATELY))
        .sorted(Comparator.comparing(this::used).reversed())
        .toList();
  }

  private Instant used(PolicyRecord record) {
    return usage.last(record.ref().generation()).map(Moment::wall).orElse(Instant.EPOCH);
  }

  private Uni<Boolean> warm(PolicyRecord record) {
    return (isCold(record) ? reopening.open(record) : Uni.createFrom().item(false))
        .onTermination()
        .invoke(left::decrementAndGet);
  }

  private boolean isCold(PolicyRecord record) {
    return reopening.isWorthwhile(record) && keys.cached(record, Purpose.USER_READ).isEmpty();
  }
}
