package io.customerkey.unwrap.probe;

import io.customerkey.crypto.id.PolicyId;
import io.customerkey.crypto.id.TenantId;
import io.customerkey.unwrap.policy.PolicyRecord;
import io.customerkey.unwrap.record.RecordBook;
import io.customerkey.unwrap.refusal.Reason;
import io.customerkey.unwrap.refusal.RefusedException;
import io.customerkey.unwrap.rules.Moment;
import io.customerkey.unwrap.rules.ProbePlan;
import io.customerkey.unwrap.time.Clocks;
import io.customerkey.unwrap.time.Pause;
import io.customerkey.unwrap.verdict.PairId;
import io.customerkey.unwrap.verdict.PairVerdict;
import io.customerkey.unwrap.verdict.VerdictBoard;
import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/**
 * The admin's "check now": both keys of a pair are asked at once, and again every three seconds
 * until a denial is confirmed or cleared. It needs not be the pair's prober: attempts count in the
 * database, whoever makes them, and whoever probes the pair goes on from the newest.
 */
public final class CheckNow {
  private static final Duration LOOK_AGAIN = Duration.ofMillis(250);

  private final ConcurrentMap<PairId, Uni<Integer>> running = new ConcurrentHashMap<>();
  private final RecordBook records;
  private final Prober prober;
  private final VerdictBoard board;
  private final Pause pause;
  private final Clocks clocks;

  /**
   * What was found.
   *
   * @param record whose copies were opened
   * @param verdict on its pair
   * @param rounds how often both keys were asked by this check
   */
  public record Found(PolicyRecord record, PairVerdict verdict, int rounds) {}

  /**
   * @param records known here
   * @param prober asks both keys
   * @param board learns from it
   * @param pause between the rounds
   * @param clocks both clocks
   */
  public CheckNow(
      RecordBook records, Prober prober, VerdictBoard board, Pause pause, Clocks clocks) {
    this.records = records;
    this.prober = prober;
    this.board = board;
    this.pause = pause;
    this.clocks = clocks;
  }

  /**
   * Whoever asks while a check of the pair runs here joins it.
   *
   * @param tenant owner
   * @param policy the policy
   * @param wait how long at most
   * @return what was found; fails with NOT_FOUND, with POLICY_NOT_ACTIVE for a policy on the
   *     provider's own keys, and with DEPENDENCY_UNAVAILABLE if attempts cannot be written down
   */
  public Uni<Found> check(TenantId tenant, PolicyId policy, Duration wait) {
    return records.find(tenant, policy).chain(record -> check(record, wait));
  }

  private Uni<Found> check(PolicyRecord record, Duration wait) {
    if (record.providerManaged()) {
      throw RefusedException.of(
          Reason.POLICY_NOT_ACTIVE, "the keys of a provider-managed policy are not probed");
    }
    PairId pair = record.pair().id();
    return running
        .computeIfAbsent(
            pair,
            id ->
                rounds(record, clocks.now(), wait, 0)
                    .onTermination()
                    .invoke(() -> running.remove(id))
                    .memoize()
                    .indefinitely())
        .map(rounds -> new Found(record, verdict(record), rounds));
  }

  private Uni<Integer> rounds(PolicyRecord record, Moment began, Duration wait, int made) {
    return Uni.createFrom()
        .deferred(() -> {
          if (made > 0 && (isSettled(record) || isOver(began, wait))) {
            return Uni.createFrom().item(made);
          }
          return made == 0 || isDue(record)
              ? prober.probe(record, true).chain(() -> rounds(record, began, wait, made + 1))
              : pause.of(LOOK_AGAIN).chain(() -> rounds(record, began, wait, made));
        });
  }

  private boolean isSettled(PolicyRecord record) {
    return switch (verdict(record)) {
      case PairVerdict.Open open -> true;
      case PairVerdict.Denied denied -> true;
      case PairVerdict.Braked braked -> true;
      case PairVerdict.Suspect suspect -> false;
      case PairVerdict.Coasting coasting -> false;
      case PairVerdict.Unknown unknown -> false;
    };
  }

  private boolean isOver(Moment began, Duration wait) {
    return began.left(wait, clocks.now()).isNegative();
  }

  private boolean isDue(PolicyRecord record) {
    Instant due =
        board.pair(record.pair()).newestBegan().orElse(Instant.EPOCH).plus(ProbePlan.WHILE_SUSPECT);
    return !board.sharedTime().isBefore(due);
  }

  private PairVerdict verdict(PolicyRecord record) {
    return board.pair(record.pair()).verdict(board.standing(record.ref().policy()).fallback());
  }
}
