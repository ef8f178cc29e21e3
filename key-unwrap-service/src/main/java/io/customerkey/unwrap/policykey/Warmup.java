package io.customerkey.unwrap.policykey;

import io.customerkey.unwrap.policy.PolicyRecord;
import io.customerkey.unwrap.policy.Purpose;
import io.customerkey.unwrap.record.RecordBook;
import io.customerkey.unwrap.rules.Moment;
import io.customerkey.unwrap.time.Pause;
import io.customerkey.unwrap.vault.VaultHost;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.random.RandomGenerator;

/**
 * Opens the keys of all assigned policies after a start, newest used first, while the instance
 * serves already. Of the many policies on the provider's own keys only those that served lately are
 * opened. Vaults that failed are left alone until the next round, so that those that answer come
 * first; what fails in every round, over about a minute, is left to the first request for it.
 */
public final class Warmup {
  /** What served in this time is warmed also if it is the provider's. */
  static final Duration LATELY = Duration.ofHours(24);

  /** Pauses double from one second. */
  private static final int ROUNDS = 7;

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
    return pace.pause().of(wait).chain(() -> round(wanted(), 1)).invoke(() -> left.set(0));
  }

  /** In the order of the next round: what was left alone comes first. */
  private enum Fate {
    WARM,
    LEFT_ALONE,
    FAILED
  }

  private record Tried(PolicyRecord record, Fate fate) {}

  private Uni<Void> round(List<PolicyRecord> wanted, int number) {
    left.set(wanted.size());
    Set<Set<VaultHost>> failed = ConcurrentHashMap.newKeySet();
    return Multi.createFrom()
        .iterable(wanted)
        .onItem()
        .transformToUni(record -> warm(record, failed).map(fate -> new Tried(record, fate)))
        .merge(pace.atOnce())
        .collect()
        .asList()
        .chain(tried -> again(cold(tried), number));
  }

  private static List<PolicyRecord> cold(List<Tried> tried) {
    return tried.stream()
        .filter(each -> each.fate() != Fate.WARM)
        .sorted(Comparator.comparing(Tried::fate))
        .map(Tried::record)
        .toList();
  }

  private Uni<Void> again(List<PolicyRecord> cold, int number) {
    return cold.isEmpty() || number == ROUNDS
        ? Uni.createFrom().voidItem()
        : pace.pause()
            .of(Duration.ofSeconds(1L << (number - 1)))
            .chain(() -> round(cold, number + 1));
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

  private Uni<Fate> warm(PolicyRecord record, Set<Set<VaultHost>> failed) {
    if (!isCold(record)) {
      return Uni.createFrom().item(done());
    }
    Set<VaultHost> vaults = Reopening.vaults(record);
    return failed.contains(vaults)
        ? Uni.createFrom().item(Fate.LEFT_ALONE)
        : reopening
            .open(record)
            .map(opened -> {
              if (opened) {
                return done();
              }
              failed.add(vaults);
              return Fate.FAILED;
            });
  }

  private Fate done() {
    left.decrementAndGet();
    return Fate.WARM;
  }

  private boolean isCold(PolicyRecord record) {
    return reopening.isWorthwhile(record) && keys.cached(record, Purpose.USER_READ).isEmpty();
  }
}
