package io.customerkey.unwrap.policykey;

import io.customerkey.crypto.key.PolicyKey;
import io.customerkey.unwrap.attempt.Cause;
import io.customerkey.unwrap.policy.PolicyRecord;
import io.customerkey.unwrap.rules.Moment;
import io.customerkey.unwrap.time.Clocks;
import io.customerkey.unwrap.time.Pause;
import io.customerkey.unwrap.vault.VaultAnswer;
import io.smallrye.mutiny.CompositeException;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.random.RandomGenerator;

/**
 * The SharePoint rule: one of the two customer keys, and after an offset the other too; at once if
 * the first fails before. The first to open wins, and our side of the other is aborted: its attempt
 * stays recorded without an end, because the vault may have executed it if its turn had come.
 */
public final class SharePointOpening implements Opening {
  /** How long before the offset ends the second intent is written, so that no call waits for it. */
  static final Duration AHEAD = Duration.ofMillis(20);

  private final CopyOpener copies;
  private final RandomGenerator random;
  private final Clocks clocks;
  private final Pause pause;
  private final Deadlines deadlines;
  private final HedgeOffsets offsets;

  /**
   * @param copies opens one copy
   * @param random chooses which is asked first
   * @param clocks both clocks
   * @param pause lets the offset pass
   * @param deadlines of the attempts
   * @param offsets between them
   */
  public SharePointOpening(
      CopyOpener copies,
      RandomGenerator random,
      Clocks clocks,
      Pause pause,
      Deadlines deadlines,
      HedgeOffsets offsets) {
    this.copies = copies;
    this.random = random;
    this.clocks = clocks;
    this.pause = pause;
    this.deadlines = deadlines;
    this.offsets = offsets;
  }

  @Override
  public Uni<Result> open(PolicyRecord record, Cause cause) {
    return Uni.createFrom()
        .deferred(() -> new Race(record, cause, random.nextInt(2), clocks.now()).run());
  }

  /** One opening: two attempts at most, of which one wins or none. */
  private final class Race {
    private final AtomicReferenceArray<VaultAnswer<PolicyKey>> failures =
        new AtomicReferenceArray<>(2);
    private final AtomicBoolean won = new AtomicBoolean();
    private final CompletableFuture<Void> firstFailed = new CompletableFuture<>();
    private final Custody custody = new Custody();
    private final PolicyRecord record;
    private final Cause cause;
    private final int first;
    private final Moment start;

    Race(PolicyRecord record, Cause cause, int first, Moment start) {
      this.record = record;
      this.cause = cause;
      this.first = first;
      this.start = start;
    }

    /**
     * Taking the first winner cancels the other attempt, or the pause before it. Whatever key that
     * gave, or still gives, is erased.
     */
    Uni<Result> run() {
      return Multi.createBy()
          .merging()
          .collectFailures()
          .streams(List.of(one().toMulti(), other().toMulti()))
          .select()
          .where(Optional::isPresent)
          .map(Optional::get)
          .toUni()
          .onFailure(CompositeException.class)
          .transform(failure -> failure.getCauses().getFirst())
          .map(winner -> winner == null ? failed() : winner)
          .onTermination()
          .invoke(custody::close);
    }

    private Uni<Optional<Result>> one() {
      return attempt(first, 0, start, Uni.createFrom().voidItem())
          .invoke(winner -> {
            if (winner.isEmpty()) {
              firstFailed.complete(null);
            }
          })
          .onFailure()
          .invoke(() -> firstFailed.complete(null));
    }

    private Uni<Optional<Result>> other() {
      Duration offset = offsets.after(record.keys().get(first).key().host());
      Duration ahead = offset.compareTo(AHEAD) < 0 ? offset : AHEAD;
      return firstFailsWithin(offset.minus(ahead))
          .chain(() -> {
            CompletionStage<Void> turn = firstFailsWithin(ahead).subscribeAsCompletionStage();
            return attempt(1 - first, 1, clocks.now(), Uni.createFrom().completionStage(turn));
          });
    }

    /** Ends when the first fails, or when that time has passed; which cancels a copy alone. */
    private Uni<Void> firstFailsWithin(Duration time) {
      return Uni.join()
          .first(pause.of(time), Uni.createFrom().completionStage(firstFailed::copy))
          .toTerminate();
    }

    private Uni<Optional<Result>> attempt(int index, int place, Moment began, Uni<Void> turn) {
      return copies
          .open(cause, record, index, deadlines.of(start, began), custody, turn)
          .map(answer -> {
            if (!(answer instanceof VaultAnswer.Ok<PolicyKey> ok)) {
              failures.set(place, answer);
              return Optional.empty();
            }
            if (won.compareAndSet(false, true)) {
              PolicyKey key = custody.take(ok.value());
              return Optional.of(new Result.Opened(key, began, cause.verdict()));
            }
            return Optional.empty();
          });
    }

    private Result failed() {
      return new Result.Failed(failures.get(0), failures.get(1), cause.verdict());
    }
  }
}
