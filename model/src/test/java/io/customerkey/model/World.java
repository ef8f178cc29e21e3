package io.customerkey.model;

import static io.customerkey.model.Setting.NEVER;
import static io.customerkey.model.Setting.NOBODY;

import io.customerkey.encryptor.lease.Lease;
import io.customerkey.unwrap.rules.CachedFacts;
import io.customerkey.unwrap.rules.Moment;
import io.customerkey.unwrap.verdict.Outcome;
import io.customerkey.unwrap.verdict.PairState;
import io.customerkey.unwrap.verdict.Seen;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A state of the model; a value. Seconds count from the start, by a clock that nobody has.
 *
 * @param at now
 * @param modes how each vault answers whoever asks now
 * @param database what the instances share
 * @param keeper availability-key-vault
 * @param instances two of key-unwrap-service
 * @param encryptor the one encryptor
 * @param prober the instance that probes, or nobody
 * @param truth what really happened
 */
record World(
    long at,
    List<Outcome> modes,
    Database database,
    Keeper keeper,
    List<Instance> instances,
    Encryptor encryptor,
    int prober,
    Truth truth) {
  static final World FIRST =
      new World(
          0,
          List.of(Outcome.OK, Outcome.OK),
          new Database(Setting.PAIR.unknown(), 0, 0, false, 0, NEVER, false, new Notice(false, 0)),
          new Keeper(true, false, 0, NEVER),
          List.of(Instance.STOPPED, Instance.STOPPED),
          new Encryptor(NOBODY, 0, 0, null),
          NOBODY,
          new Truth(
              List.of(Recount.NONE, Recount.NONE),
              NEVER,
              0,
              false,
              0,
              NEVER,
              0,
              NEVER,
              NEVER,
              NEVER,
              new Drop(NEVER, 0),
              Optional.empty()));

  /**
   * @param pair state of the pair
   * @param revision of that
   * @param epoch of the policy
   * @param restored whether the epoch was raised last because the keys came back
   * @param attempts how many were numbered
   * @param suspendedUntil kill switch
   * @param brake whether it is on
   * @param notice for availability-key-vault
   */
  record Database(
      PairState pair,
      long revision,
      long epoch,
      boolean restored,
      long attempts,
      long suspendedUntil,
      boolean brake,
      Notice notice) {}

  /** The newest notice of a denial or its end. */
  record Notice(boolean denied, long epoch) {}

  /**
   * @param hears whether messages arrive
   * @param denied as it was told
   * @param epoch of that
   * @param suspendedUntil as it was told
   */
  record Keeper(boolean hears, boolean denied, long epoch, long suspendedUntil) {}

  /**
   * @param connected whether it reaches the database
   * @param since when it did or did not any more
   * @param skew how far its wall clock is ahead
   * @param view what it knows; nothing while it is not up
   * @param cache its policy keys, at most one of each authority
   * @param flight an attempt whose answer is late
   */
  record Instance(
      boolean connected,
      long since,
      long skew,
      @Nullable View view,
      List<Entry> cache,
      @Nullable Flight flight) {
    static final Instance STOPPED = new Instance(true, 0, 0, null, List.of(), null);

    Instance with(@Nullable View learnt, List<Entry> kept) {
      return new Instance(connected, since, skew, learnt, kept, flight);
    }

    Instance with(@Nullable Flight begun) {
      return new Instance(connected, since, skew, view, cache, begun);
    }

    boolean serves() {
      return view != null;
    }

    boolean shares() {
      return view != null && connected;
    }

    Moment now(long at) {
      return new Moment(Setting.wall(at + skew), Duration.ofSeconds(at).toNanos());
    }
  }

  /**
   * @param seen of the pair
   * @param sharedRead when the database was read last
   * @param epoch of the policy
   * @param suspendedUntil kill switch
   * @param told when attached encryptors were told of a drop last
   * @param toldEpoch its epoch
   */
  record View(
      Seen seen, Moment sharedRead, long epoch, long suspendedUntil, long told, long toldEpoch) {
    View with(Seen newer) {
      return new View(newer, sharedRead, epoch, suspendedUntil, told, toldEpoch);
    }
  }

  /** A policy key in memory. */
  record Entry(CachedFacts facts, long epoch) {}

  /**
   * An attempt under way. The vault has decided when it began.
   *
   * @param vault asked
   * @param number given by the database
   * @param outcome that the answer will say
   * @param began by the clocks of the instance
   * @param epoch of the policy when it began
   */
  record Flight(int vault, long number, Outcome outcome, Moment began, long epoch) {}

  /**
   * @param attached to that instance, or to nobody
   * @param since when
   * @param epoch acknowledged
   * @param lease of the key it keeps
   */
  record Encryptor(int attached, long since, long epoch, @Nullable Lease lease) {}

  /**
   * What really happened, counted apart from the rules.
   *
   * @param counts at each vault since a customer key opened a copy last
   * @param success when the attempt that did so began
   * @param successNumber its number
   * @param denied a denial was confirmed and no success that began later was learnt
   * @param newestDenial number of the newest attempt that was denied
   * @param darkSince since when both vaults deny whoever asks
   * @param openSince since when a vault opens
   * @param watchedSince since when somebody probed all the time, with no clock wrong
   * @param brakedAt when the brake was on last
   * @param lateAt when an answer came that was late by more than a process allows
   * @param drop the newest
   * @param broken a law that the last event broke
   */
  record Truth(
      List<Recount> counts,
      long success,
      long successNumber,
      boolean denied,
      long newestDenial,
      long darkSince,
      long openSince,
      long watchedSince,
      long brakedAt,
      long lateAt,
      Drop drop,
      Optional<String> broken) {}

  /** When a drop was ordered, and the epoch that holds since. */
  record Drop(long at, long epoch) {}

  /** What one vault answered since the last success; a late answer counts as of its attempt. */
  record Recount(int denials, long first, long last, long silentSince) {
    static final Recount NONE = new Recount(0, NEVER, NEVER, NEVER);

    Recount and(Outcome outcome, long at) {
      return switch (outcome) {
        case OK -> NONE;
        case DENIED -> new Recount(denials + 1, denials == 0 ? at : Math.min(first, at), at, NEVER);
        case UNAVAILABLE ->
            new Recount(
                denials, first, last, silentSince == NEVER ? at : Math.min(silentSince, at));
        case FAULT -> new Recount(denials, first, last, NEVER);
      };
    }
  }
}
