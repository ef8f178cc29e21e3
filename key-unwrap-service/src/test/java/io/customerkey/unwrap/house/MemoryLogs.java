package io.customerkey.unwrap.house;

import io.customerkey.crypto.id.AttemptId;
import io.customerkey.crypto.id.GenerationId;
import io.customerkey.crypto.id.TenantId;
import io.customerkey.crypto.id.VerdictId;
import io.customerkey.unwrap.attempt.AttemptLog;
import io.customerkey.unwrap.attempt.AttemptObserver;
import io.customerkey.unwrap.attempt.Completion;
import io.customerkey.unwrap.attempt.Intent;
import io.customerkey.unwrap.attempt.Learnt;
import io.customerkey.unwrap.verdict.AttemptResult;
import io.customerkey.unwrap.verdict.AttemptView;
import io.customerkey.unwrap.verdict.Confirmation;
import io.customerkey.unwrap.verdict.EpochRaised;
import io.customerkey.unwrap.verdict.Pair;
import io.customerkey.unwrap.verdict.PairId;
import io.customerkey.unwrap.verdict.PairState;
import io.customerkey.unwrap.verdict.SharedPair;
import io.customerkey.unwrap.verdict.VerdictEntry;
import io.customerkey.unwrap.verdict.VerdictLog;
import io.smallrye.mutiny.Uni;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * The database's part in memory: numbers attempts and times them by a clock that is right, changes
 * the one pair's state by its rule, keeps verdicts.
 */
public final class MemoryLogs implements AttemptLog, VerdictLog, AttemptObserver {
  private final List<Intent> intents = new ArrayList<>();
  private final List<Completion> completions = new ArrayList<>();
  private final List<VerdictEntry> verdicts = new ArrayList<>();
  private final Map<AttemptId, Instant> numbered = new HashMap<>();
  private final House.MovingClock clock;
  private Optional<PairState> state = Optional.empty();
  private long revision;
  private long epoch;
  private boolean broken;

  MemoryLogs(House.MovingClock clock) {
    this.clock = clock;
  }

  /** From now on nothing can be written. */
  public void breakDown() {
    broken = true;
  }

  public List<Intent> intents() {
    return intents;
  }

  public List<Completion> completions() {
    return completions;
  }

  public List<VerdictEntry> verdicts() {
    return verdicts;
  }

  @Override
  public Uni<Long> begin(Intent intent) {
    return Uni.createFrom()
        .item(() -> {
          if (broken) {
            throw new IllegalStateException("the database is away");
          }
          intents.add(intent);
          numbered.put(intent.id(), clock.right());
          return (long) intents.size();
        });
  }

  @Override
  public Uni<Learnt> complete(Completion completion) {
    return Uni.createFrom()
        .item(() -> {
          completions.add(completion);
          if (!completion.intent().pair().map(Pair::judged).orElse(false)) {
            return Learnt.NOTHING;
          }
          PairState before =
              state.orElseGet(() -> completion.intent().pair().orElseThrow().unknown());
          AttemptResult timed =
              completion
                  .result()
                  .begun(Objects.requireNonNull(numbered.get(completion.intent().id())));
          PairState after = before.after(timed, Confirmation.DEFAULT, false, false, clock.right());
          state = Optional.of(after);
          revision++;
          return new Learnt(
              Optional.of(new SharedPair(after, revision)),
              raised(before, after, completion),
              false);
        });
  }

  private List<EpochRaised> raised(PairState before, PairState after, Completion completion) {
    if (before.isDenied() == after.isDenied()) {
      return List.of();
    }
    epoch++;
    var ref = completion.intent().cause().ref();
    var cause = after.isDenied() ? EpochRaised.Cause.DENIED : EpochRaised.Cause.RESTORED;
    return List.of(new EpochRaised(ref.tenant(), ref.policy(), epoch, cause));
  }

  @Override
  public Uni<Void> write(VerdictEntry entry) {
    return Uni.createFrom().voidItem().invoke(() -> verdicts.add(entry));
  }

  @Override
  public Uni<Optional<VerdictEntry>> find(TenantId tenant, VerdictId id) {
    return Uni.createFrom().item(Optional.empty());
  }

  @Override
  public Uni<List<AttemptView>> attempts(VerdictEntry entry) {
    return Uni.createFrom().item(List.of());
  }

  @Override
  public Uni<Latest> latest(PairId pair, GenerationId generation) {
    return Uni.createFrom().item(new Latest(List.of(), Optional.empty()));
  }

  @Override
  public void completed(Completion completion) {}

  @Override
  public void unwritten(Throwable failure) {
    throw new AssertionError(failure);
  }
}
