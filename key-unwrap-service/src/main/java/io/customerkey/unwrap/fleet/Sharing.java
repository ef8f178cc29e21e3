package io.customerkey.unwrap.fleet;

import io.customerkey.unwrap.fleet.SharedVerdicts.Snapshot;
import io.customerkey.unwrap.record.RecordBook;
import io.customerkey.unwrap.rules.Moment;
import io.customerkey.unwrap.verdict.EpochRaised;
import io.customerkey.unwrap.verdict.VerdictBoard;
import io.smallrye.mutiny.Uni;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Keeps what this instance knows up to what the fleet shares: verdicts, settings, and records that
 * another instance accepted. Epochs come last: who drops keys for a verdict or a suspension must
 * know of it before it opens any anew. Statements that are not believed stop nothing else.
 */
public final class Sharing {
  private final SharedVerdicts shared;
  private final RecordBook records;
  private final VerdictBoard board;
  private final ClockSkew skew;
  private final Consumer<EpochRaised> lately;
  private volatile Optional<Instant> read = Optional.empty();

  /**
   * @param shared is read
   * @param records believes settings and records
   * @param board learns
   * @param skew compares the clocks
   * @param lately hears of epochs raised so shortly before this process began that leases may run
   */
  public Sharing(
      SharedVerdicts shared,
      RecordBook records,
      VerdictBoard board,
      ClockSkew skew,
      Consumer<EpochRaised> lately) {
    this.shared = shared;
    this.records = records;
    this.board = board;
    this.skew = skew;
    this.lately = lately;
  }

  /**
   * @return nothing, once everything there is was read, as the past: epochs raised before this
   *     process began drop nothing here
   */
  public Uni<Void> begin() {
    return Uni.createFrom()
        .deferred(() -> {
          Moment began = board.vigil().beat();
          return shared
              .read(Optional.empty())
              .invoke(snapshot -> {
                snapshot.pairs().forEach(board::learn);
                records.learn(snapshot.statements());
                for (EpochRaised policy : snapshot.policies()) {
                  board.remember(policy.policy(), policy.epoch());
                }
                readTo(snapshot, began);
              })
              .chain(snapshot -> shared.read(Optional.of(snapshot.at().minus(Attachments.LEASES))))
              .invoke(snapshot -> snapshot.policies().forEach(lately))
              .replaceWithVoid();
        });
  }

  /**
   * @return nothing, once what changed since the last time was learnt
   */
  public Uni<Void> tick() {
    return Uni.createFrom()
        .deferred(() -> {
          Moment began = board.vigil().beat();
          return learnt(began).onTermination().invoke(() -> board.vigil().asked(began));
        });
  }

  private Uni<Void> learnt(Moment began) {
    return shared
        .read(read)
        .invoke(snapshot -> {
          snapshot.pairs().forEach(board::learn);
          records.learn(snapshot.statements());
          snapshot.policies().forEach(board::raise);
          readTo(snapshot, began);
        })
        .replaceWithVoid();
  }

  private void readTo(Snapshot snapshot, Moment began) {
    read = Optional.of(snapshot.at());
    board.sharedRead(began, snapshot.at());
    skew.compare(began, snapshot.at());
  }
}
