package io.customerkey.unwrap.probe;

import io.customerkey.crypto.id.InstanceId;
import io.customerkey.crypto.id.VerdictId;
import io.customerkey.crypto.key.PolicyKey;
import io.customerkey.unwrap.attempt.Cause;
import io.customerkey.unwrap.attempt.Operation;
import io.customerkey.unwrap.policy.PolicyRecord;
import io.customerkey.unwrap.policy.PolicyState;
import io.customerkey.unwrap.policy.Standing;
import io.customerkey.unwrap.policykey.CopyOpener;
import io.customerkey.unwrap.record.RecordBook;
import io.customerkey.unwrap.rules.Moment;
import io.customerkey.unwrap.rules.ProbePlan;
import io.customerkey.unwrap.time.Clocks;
import io.customerkey.unwrap.vault.KeyUri;
import io.customerkey.unwrap.vault.VaultAnswer;
import io.customerkey.unwrap.verdict.PairId;
import io.customerkey.unwrap.verdict.PairState;
import io.customerkey.unwrap.verdict.VerdictBoard;
import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Probes the pairs that are this instance's: opens a real copy by a customer key, as often as the
 * policies on the pair ask for, and more closely while a denial is neither confirmed nor cleared.
 */
public final class Prober {
  /** With the renewals a pair that lost its prober has another within ten seconds. */
  static final Duration HOLD = Duration.ofSeconds(5);

  private static final Duration RENEW = Duration.ofSeconds(2);
  private static final Duration LOOK_AGAIN = Duration.ofMinutes(1);

  /** Both keys one after the other, and what is written before and after, take no longer. */
  private static final int PATIENCE = 10;

  private static final int AT_ONCE = 256;

  private final Map<PairId, Double> jitters = new ConcurrentHashMap<>();
  private final Map<PairId, KeyUri> asked = new ConcurrentHashMap<>();
  private final Set<PairId> running = ConcurrentHashMap.newKeySet();
  private final AtomicReference<@Nullable Throwable> trouble = new AtomicReference<>();
  private final ProbeClaims claims;
  private final RecordBook records;
  private final CopyOpener copies;
  private final VerdictBoard board;
  private final InstanceId self;
  private final RandomGenerator random;
  private final Clocks clocks;
  private final Duration timeout;
  private volatile List<PairId> mine = List.of();
  private volatile Optional<Moment> claimed = Optional.empty();
  private volatile Optional<Missing> missing = Optional.empty();

  /** Pairs without a believed record, looked for at that moment. */
  private record Missing(Set<PairId> pairs, Moment at) {
    boolean covers(Set<PairId> unknown, Moment now) {
      return pairs.containsAll(unknown) && !at.left(LOOK_AGAIN, now).isNegative();
    }
  }

  /**
   * @param claims which pairs are this instance's
   * @param records whose copies are opened
   * @param copies opens them
   * @param board says when a probe is due
   * @param self this instance
   * @param random chooses a key, and jitter
   * @param clocks both clocks
   * @param timeout of one call to a vault
   */
  public Prober(
      ProbeClaims claims,
      RecordBook records,
      CopyOpener copies,
      VerdictBoard board,
      InstanceId self,
      RandomGenerator random,
      Clocks clocks,
      Duration timeout) {
    this.claims = claims;
    this.records = records;
    this.copies = copies;
    this.board = board;
    this.self = self;
    this.random = random;
    this.clocks = clocks;
    this.timeout = timeout;
  }

  /**
   * Starts every probe that is due. None waits for another, so that a vault that stalls delays no
   * other tenant's.
   *
   * @return nothing, once they have been started; fails with a failure of this beat, or of a probe
   *     since the one before
   */
  public Uni<Void> tick() {
    return renewed()
        .invoke(this::startAll)
        .chain(() -> {
          Throwable failure = trouble.getAndSet(null);
          return failure == null ? Uni.createFrom().voidItem() : Uni.createFrom().failure(failure);
        });
  }

  private Uni<Void> renewed() {
    Moment now = clocks.now();
    boolean fresh = claimed.map(at -> !at.left(RENEW, now).isNegative()).orElse(false);
    if (fresh) {
      return Uni.createFrom().voidItem();
    }
    return claims
        .claim(self, HOLD)
        .invoke(pairs -> {
          mine = pairs;
          asked.keySet().retainAll(Set.copyOf(pairs));
          claimed = Optional.of(now);
        })
        .chain(this::learnUnknown);
  }

  /**
   * Another instance may have accepted a record that this one has not seen. A pair that stays
   * unknown, because its records are not believed, is looked for again once a minute.
   */
  private Uni<Void> learnUnknown(List<PairId> pairs) {
    Set<PairId> unknown = unknown(pairs);
    Moment now = clocks.now();
    boolean looked = missing.map(before -> before.covers(unknown, now)).orElse(false);
    return unknown.isEmpty() || looked
        ? Uni.createFrom().voidItem()
        : records.load().invoke(() -> missing = Optional.of(new Missing(unknown(pairs), now)));
  }

  private Set<PairId> unknown(List<PairId> pairs) {
    Set<PairId> known =
        records.known().stream().map(record -> record.pair().id()).collect(Collectors.toSet());
    return pairs.stream().filter(pair -> !known.contains(pair)).collect(Collectors.toSet());
  }

  private void startAll() {
    Map<PairId, List<PolicyRecord>> on =
        records.known().stream()
            .filter(record -> record.pair().judged())
            .filter(record -> isAlive(board.standing(record.ref().policy())))
            .collect(Collectors.groupingBy(record -> record.pair().id()));
    mine.stream()
        .filter(on::containsKey)
        .filter(pair -> running.size() < AT_ONCE)
        .forEach(pair -> startIfDue(pair, on.getOrDefault(pair, List.of())));
  }

  private void startIfDue(PairId pair, List<PolicyRecord> on) {
    if (!running.add(pair)) {
      return;
    }
    PolicyRecord record = on.get(random.nextInt(on.size()));
    PairState state = board.pair(record.pair());
    double jitter = jitters.computeIfAbsent(pair, p -> random.nextDouble());
    Duration interval = interval(on);
    ProbePlan plan = ProbePlan.next(state, interval, jitter);
    if (!plan.isDue(board.sharedTime(), interval)) {
      running.remove(pair);
      return;
    }
    jitters.remove(pair);
    probe(record, plan.both())
        .ifNoItem()
        .after(timeout.multipliedBy(PATIENCE))
        .fail()
        .onTermination()
        .invoke(() -> running.remove(pair))
        .subscribe()
        .with(done -> {}, trouble::set);
  }

  /**
   * A success beside a denial clears nothing, because neither began after the other: the key that
   * opened is asked once more.
   *
   * @param record whose copies are opened
   * @param both whether both keys are asked; otherwise one of them, and the other if that fails
   * @return nothing, once the answers have been written
   */
  public Uni<Void> probe(PolicyRecord record, boolean both) {
    var cause =
        new Cause(record.ref(), Operation.PROBE, Optional.empty(), "", VerdictId.random(random));
    int first = first(record);
    Uni<Boolean> one = ask(cause, record, first);
    Uni<Boolean> other = ask(cause, record, 1 - first);
    return both
        ? Uni.join()
            .all(one, other)
            .andCollectFailures()
            .chain(opened ->
                opened.getFirst().equals(opened.getLast())
                    ? Uni.createFrom().voidItem()
                    : clear(cause, record, opened.getFirst() ? first : 1 - first))
        : one.chain(ok -> ok ? Uni.createFrom().item(true) : other).replaceWithVoid();
  }

  /**
   * One at random, then in turn, so that no key goes unseen for longer than two probes of the
   * instance that owns them.
   */
  private int first(PolicyRecord record) {
    KeyUri last = asked.get(record.pair().id());
    int first =
        last == null ? random.nextInt(2) : record.keys().getFirst().key().equals(last) ? 1 : 0;
    asked.put(record.pair().id(), record.keys().get(first).key());
    return first;
  }

  private Uni<Void> clear(Cause cause, PolicyRecord record, int opened) {
    return board.pair(record.pair()).firstDenial().isPresent()
        ? ask(cause, record, opened).replaceWithVoid()
        : Uni.createFrom().voidItem();
  }

  private Uni<Boolean> ask(Cause cause, PolicyRecord record, int index) {
    return copies
        .open(cause, record, index, timeout)
        .map(answer -> {
          if (answer instanceof VaultAnswer.Ok<PolicyKey> ok) {
            ok.value().close();
            return true;
          }
          return false;
        });
  }

  private Duration interval(List<PolicyRecord> on) {
    return on.stream()
        .map(record -> board.standing(record.ref().policy()).probeInterval())
        .min(Comparator.naturalOrder())
        .orElseThrow();
  }

  private static boolean isAlive(Standing standing) {
    return !standing.is(PolicyState.RETIRED) && !standing.isPurged();
  }
}
