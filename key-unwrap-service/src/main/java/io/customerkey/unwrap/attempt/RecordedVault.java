package io.customerkey.unwrap.attempt;

import io.customerkey.unwrap.budget.Throttled;
import io.customerkey.unwrap.budget.VaultBudgets;
import io.customerkey.unwrap.refusal.Reason;
import io.customerkey.unwrap.refusal.RefusedException;
import io.customerkey.unwrap.time.Clocks;
import io.customerkey.unwrap.vault.ClientRequestId;
import io.customerkey.unwrap.vault.DirectoryId;
import io.customerkey.unwrap.vault.Evidence;
import io.customerkey.unwrap.vault.KeyUri;
import io.customerkey.unwrap.vault.Stage;
import io.customerkey.unwrap.vault.UnavailableReason;
import io.customerkey.unwrap.vault.VaultAnswer;
import io.customerkey.unwrap.vault.VaultRequest;
import io.customerkey.unwrap.verdict.AttemptResult;
import io.customerkey.unwrap.verdict.Outcome;
import io.customerkey.unwrap.verdict.Pair;
import io.customerkey.unwrap.verdict.VerdictBoard;
import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Function;

/**
 * Makes calls to vaults that leave a trace: the intent is durable before the call, the answer is
 * written after it and its lesson goes to the board. A success that changes no verdict is written
 * behind the caller's back, so that it costs no time; anything else is written before the caller
 * hears of it. Whoever stops waiting aborts a call, but not the writing of an answer that came.
 */
public final class RecordedVault {
  private static final Duration SLACK = Duration.ofMillis(500);

  private final AttemptLog log;
  private final AttemptIds ids;
  private final VerdictBoard board;
  private final AttemptObserver observer;
  private final VaultBudgets budgets;
  private final Throttled throttled;
  private final Clocks clocks;

  /**
   * @param log where attempts are written
   * @param ids names them
   * @param board learns from them
   * @param observer is told of each
   * @param budgets of the vaults
   * @param clocks both clocks
   */
  public RecordedVault(
      AttemptLog log,
      AttemptIds ids,
      VerdictBoard board,
      AttemptObserver observer,
      VaultBudgets budgets,
      Clocks clocks) {
    this.log = log;
    this.ids = ids;
    this.board = board;
    this.observer = observer;
    this.budgets = budgets;
    this.throttled = new Throttled(clocks);
    this.clocks = clocks;
  }

  /**
   * @param cause on whose behalf
   * @param target key and directory
   * @param pair that the answer teaches about, if any
   * @param timeout of the call
   * @param send makes the call and checks what it gives
   * @param <T> what the vault gives
   * @return the answer; fails with DEPENDENCY_UNAVAILABLE if it cannot be written down, and with
   *     OVERLOADED, before anything is asked, if the vault's budget is spent
   */
  public <T> Uni<VaultAnswer<T>> call(
      Cause cause,
      Target target,
      Optional<Pair> pair,
      Duration timeout,
      Function<VaultRequest, Uni<VaultAnswer<T>>> send) {
    return Uni.createFrom()
        .deferred(() ->
            throttled
                .<T>answer(target.key())
                .map(said -> unasked(cause, target.key(), pair, said))
                .orElseGet(() ->
                    budgets
                        .take(target.key().host(), target.bits())
                        .chain(permit ->
                            attempt(cause, target, pair, timeout, send)
                                .onTermination()
                                .invoke(permit::close))));
  }

  /** Whoever waits for the key must be able to tell that its vault does not answer. */
  private <T> Uni<VaultAnswer<T>> unasked(
      Cause cause, KeyUri key, Optional<Pair> pair, VaultAnswer<T> said) {
    var seen =
        new AttemptResult(key, AttemptResult.UNNUMBERED, Outcome.of(said), board.sharedTime());
    pair.filter(asked -> cause.purpose().isPresent())
        .ifPresent(asked -> board.learnLocally(asked, seen));
    return Uni.createFrom().item(said);
  }

  private <T> Uni<VaultAnswer<T>> attempt(
      Cause cause,
      Target target,
      Optional<Pair> pair,
      Duration timeout,
      Function<VaultRequest, Uni<VaultAnswer<T>>> send) {
    var intent = new Intent(ids.next(), cause, target.key(), pair, clocks.wall().instant());
    return log.begin(intent)
        .onFailure()
        .transform(RecordedVault::unwritten)
        .chain(number -> send(intent, number, target, timeout, send));
  }

  /**
   * Which key of which directory.
   *
   * @param key the key
   * @param directory that a token is asked from
   * @param bits of the key, 0 while that is not known
   */
  public record Target(KeyUri key, DirectoryId directory, int bits) {}

  private <T> Uni<VaultAnswer<T>> send(
      Intent intent,
      long number,
      Target target,
      Duration timeout,
      Function<VaultRequest, Uni<VaultAnswer<T>>> send) {
    var requestId = new ClientRequestId(intent.id().toString());
    var request = new VaultRequest(target.key(), target.directory(), requestId, timeout);
    return send.apply(request)
        .ifNoItem()
        .after(timeout.plus(SLACK))
        .recoverWithItem(() -> unanswered(intent, requestId))
        .chain(answer -> completed(intent, number, answer));
  }

  private <T> Uni<VaultAnswer<T>> completed(Intent intent, long number, VaultAnswer<T> answer) {
    var completion =
        new Completion(
            intent, number, Outcome.of(answer), Outcome.reason(answer), answer.evidence());
    observer.completed(completion);
    throttled.note(answer);
    boolean quiet =
        completion.outcome() == Outcome.OK
            && intent.pair().map(pair -> !board.pair(pair).isDenied()).orElse(true);
    intent
        .pair()
        .filter(pair -> quiet || !pair.judged())
        .ifPresent(pair -> board.learnLocally(pair, completion.result()));
    Uni<Learnt> written =
        log.complete(completion)
            .invoke(learnt -> learn(completion, learnt))
            .memoize()
            .indefinitely();
    written.subscribe().with(learnt -> {}, observer::unwritten);
    return quiet
        ? Uni.createFrom().item(answer)
        : written
            .onFailure()
            .transform(RecordedVault::unwritten)
            .map(learnt -> learnt.withheld() ? withheld(answer) : answer);
  }

  /** What a caller is told of a denial that waits for an operator. */
  private static <T> VaultAnswer<T> withheld(VaultAnswer<T> answer) {
    return new VaultAnswer.Unavailable<>(
        UnavailableReason.BRAKED, Optional.empty(), answer.evidence());
  }

  /** What the fleet did not learn is known here at least. */
  private void learn(Completion completion, Learnt learnt) {
    if (learnt.pair().isEmpty()) {
      completion
          .intent()
          .pair()
          .filter(Pair::judged)
          .ifPresent(pair -> board.learnLocally(pair, completion.result().unnumbered()));
    }
    learnt.pair().ifPresent(board::learn);
    learnt.raised().forEach(board::raise);
  }

  private <T> VaultAnswer<T> unanswered(Intent intent, ClientRequestId requestId) {
    return new VaultAnswer.Unavailable<>(
        UnavailableReason.UNREACHABLE,
        Optional.empty(),
        new Evidence(
            intent.key(),
            requestId,
            0,
            "",
            "",
            Stage.BEFORE_RESPONSE,
            intent.began(),
            clocks.wall().instant()));
  }

  private static Throwable unwritten(Throwable failure) {
    if (failure instanceof RefusedException refused) {
      return refused;
    }
    var refusal =
        RefusedException.of(Reason.DEPENDENCY_UNAVAILABLE, "attempts cannot be written down now");
    refusal.addSuppressed(failure);
    return refusal;
  }
}
