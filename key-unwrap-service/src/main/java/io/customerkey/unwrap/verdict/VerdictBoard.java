package io.customerkey.unwrap.verdict;

import io.customerkey.crypto.id.PolicyId;
import io.customerkey.unwrap.policy.PolicySettings;
import io.customerkey.unwrap.policy.Standing;
import io.customerkey.unwrap.rules.Knowledge;
import io.customerkey.unwrap.rules.Moment;
import io.customerkey.unwrap.time.Clocks;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;

/**
 * What this instance knows of all pairs and policies: a copy of what the fleet shares through the
 * database, and its own newest successes. Reading it takes no lock.
 */
public final class VerdictBoard {
  private final ConcurrentHashMap<PairId, Seen> pairs = new ConcurrentHashMap<>();
  private final ConcurrentHashMap<PolicyId, Long> epochs = new ConcurrentHashMap<>();
  private final ConcurrentHashMap<PolicyId, Standing> standings = new ConcurrentHashMap<>();
  private final List<Consumer<EpochRaised>> listeners = new CopyOnWriteArrayList<>();
  private final Confirmation rule;
  private final Clocks clocks;
  private final Vigil vigil;
  private volatile Read read;

  /**
   * Reading what the instances share.
   *
   * @param began by both clocks of this process
   * @param there by the database's clock
   */
  private record Read(Moment began, Instant there) {}

  /**
   * @param rule when a denial is confirmed
   * @param clocks both clocks
   */
  public VerdictBoard(Confirmation rule, Clocks clocks) {
    this.rule = rule;
    this.clocks = clocks;
    this.vigil = new Vigil(clocks);
    Moment now = clocks.now();
    this.read = new Read(now, now.wall());
  }

  /**
   * @param pair a pair
   * @return what is known of it
   */
  public PairState pair(Pair pair) {
    Seen seen = pairs.get(pair.id());
    return seen == null ? pair.unknown() : seen.state();
  }

  /**
   * @param pair a pair
   * @return what the cache rule looks at
   */
  public Knowledge knowledge(Pair pair) {
    Seen seen = pairs.get(pair.id());
    Moment sharedRead = read.began();
    return seen == null
        ? new Knowledge(pair.unknown(), sharedRead, sharedRead, sharedRead)
        : seen.knowledge(sharedRead);
  }

  /**
   * @param policy a policy
   * @return its epoch, 0 at first
   */
  public long epoch(PolicyId policy) {
    Long epoch = epochs.get(policy);
    return epoch == null ? 0 : epoch;
  }

  /**
   * @param policy a policy
   * @return its settings as far as known
   */
  public Standing standing(PolicyId policy) {
    Standing standing = standings.get(policy);
    return standing == null ? Standing.UNKNOWN : standing;
  }

  /**
   * Takes an answer over at once: a success before the database has it, every answer of a pair that
   * is not judged, which the database never has, and what the database could not number, which
   * confirms no denial here.
   *
   * @param pair that was asked
   * @param result of an attempt of this instance
   */
  public void learnLocally(Pair pair, AttemptResult result) {
    Moment now = clocks.now();
    pairs.compute(pair.id(), (id, seen) -> Seen.learnLocally(seen, pair, result, rule, now));
  }

  /**
   * @param shared what the database says; older revisions are ignored
   */
  public void learn(SharedPair shared) {
    Moment now = clocks.now();
    pairs.compute(shared.state().id(), (id, seen) -> Seen.learn(seen, shared, now));
  }

  /**
   * @param settings newest settings; an older sequence is ignored
   */
  public void settle(PolicySettings settings) {
    standings.merge(
        settings.policy(),
        new Standing(Optional.of(settings), Optional.of(clocks.now())),
        (held, offered) ->
            settings.sequence().isAfter(held.settings().orElseThrow().sequence()) ? offered : held);
  }

  /**
   * @param raised a policy's epoch; a lower one than known is ignored, a higher one is told to all
   *     listeners
   */
  public void raise(EpochRaised raised) {
    var news = new AtomicBoolean();
    epochs.compute(
        raised.policy(),
        (policy, known) -> {
          long before = known == null ? 0 : known;
          news.set(raised.epoch() > before);
          return Math.max(before, raised.epoch());
        });
    if (news.get()) {
      listeners.forEach(listener -> listener.accept(raised));
    }
  }

  /**
   * @param policy a policy
   * @param epoch as it was when this process began, told to nobody
   */
  public void remember(PolicyId policy, long epoch) {
    epochs.merge(policy, epoch, Math::max);
  }

  /**
   * @param listener is told of every raised epoch, on the thread that learnt of it
   */
  public void onRaise(Consumer<EpochRaised> listener) {
    listeners.add(listener);
  }

  /**
   * @return whether this process has been running without a break
   */
  public Vigil vigil() {
    return vigil;
  }

  /**
   * The verdicts of the other instances were read.
   *
   * @param began when that began: what changed since may have been missed
   * @param there when, by the database's clock
   */
  public void sharedRead(Moment began, Instant there) {
    read = new Read(began, there);
  }

  /**
   * The database's clock times attempts, so whoever compares with their times goes by it, whatever
   * the wall clock of this machine says.
   *
   * @return its time now, as far as it is known here
   */
  public Instant sharedTime() {
    Read last = read;
    return last.there().plusNanos(clocks.now().nanos() - last.began().nanos());
  }
}
