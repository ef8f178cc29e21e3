package io.customerkey.model;

import static io.customerkey.model.Setting.NEVER;
import static io.customerkey.model.Setting.NOBODY;

import io.customerkey.model.World.Entry;
import io.customerkey.model.World.Instance;
import io.customerkey.model.World.Recount;
import io.customerkey.model.World.Truth;
import io.customerkey.model.World.View;
import io.customerkey.unwrap.rules.Moment;
import io.customerkey.unwrap.verdict.KeyTally;
import io.customerkey.unwrap.verdict.PairState;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.TreeSet;

/**
 * Names a state so that states that differ in nothing that counts have one name: ages instead of
 * times, no older than any rule looks; the order of attempts instead of their numbers; and neither
 * which instance nor which vault is first.
 */
final class Canon {
  private static final long LONG = 20_000;
  private static final long MEDIUM = 5_000;
  private static final long SHORT = 400;
  private static final int FEW = 3;
  private static final long SPAN = 10;

  private final StringBuilder name = new StringBuilder(160);
  private final TreeSet<Long> numbers = new TreeSet<>();
  private final World world;
  private final int swapped;
  private final int mirrored;

  private Canon(World world, int swapped, int mirrored) {
    this.world = world;
    this.swapped = swapped;
    this.mirrored = mirrored;
  }

  /** The name of a state. */
  static String name(World world) {
    String least = new Canon(world, 0, 0).name();
    for (int i = 1; i < 4; i++) {
      String other = new Canon(world, i % 2, i / 2).name();
      least = other.compareTo(least) < 0 ? other : least;
    }
    return least;
  }

  private String name() {
    collect();
    World.Database database = world.database();
    last(world.modes().get(swapped));
    last(world.modes().get(1 - swapped));
    put(Math.floorMod(database.attempts() + swapped, 2));
    pair(database.pair());
    age(database.suspendedUntil(), MEDIUM);
    put(database.brake() ? 1 : 0);
    put(database.restored() ? 1 : 0);
    put(world.keeper().hears() ? 1 : 0);
    put(world.keeper().denied() ? 1 : 0);
    put(database.notice().epoch() > world.keeper().epoch() ? 1 : 0);
    age(world.keeper().suspendedUntil(), MEDIUM);
    put(place(world.prober()));
    instance(world.instances().get(mirrored));
    instance(world.instances().get(1 - mirrored));
    encryptor();
    truth(world.truth());
    return name.toString();
  }

  /** Numbers of attempts count by their order only. */
  private void collect() {
    number(world.database().pair());
    for (Instance instance : world.instances()) {
      if (instance.view() != null) {
        number(instance.view().seen().state());
      }
      if (instance.flight() != null) {
        numbers.add(instance.flight().number());
      }
    }
    numbers.add(world.truth().successNumber());
    numbers.add(world.truth().newestDenial());
  }

  private void number(PairState state) {
    numbers.add(state.lastSuccess());
    numbers.add(state.lastDenial());
  }

  private void rank(long number) {
    put(numbers.headSet(number).size());
  }

  private int place(int instance) {
    return instance == NOBODY ? 2 : instance ^ mirrored;
  }

  private void pair(PairState state) {
    tally(swapped == 0 ? state.one() : state.other());
    tally(swapped == 0 ? state.other() : state.one());
    age(state.success().map(PairState.Success::began), LONG);
    rank(state.lastSuccess());
    rank(state.lastDenial());
    age(state.newestBegan(), MEDIUM);
    put(state.isDenied() ? 1 : 0);
    age(state.brakedSince(), MEDIUM);
  }

  private void tally(KeyTally tally) {
    tally.last().ifPresentOrElse(this::last, () -> put(0));
    put(Math.min(tally.denials(), FEW));
    age(tally.firstDenied(), MEDIUM);
    age(tally.lastDenied(), MEDIUM);
    put(
        tally.denials() == 0
            ? 0
            : Math.clamp(
                Duration.between(
                        tally.firstDenied().orElseThrow(), tally.lastDenied().orElseThrow())
                    .toSeconds(),
                -SPAN,
                SPAN));
    age(tally.unreachableSince(), MEDIUM);
  }

  private void instance(Instance instance) {
    put(instance.connected() ? 1 : 0);
    age(instance.since(), MEDIUM);
    put(instance.skew());
    View view = instance.view();
    put(view == null ? 0 : 1);
    if (view != null) {
      boolean newest = view.seen().revision() == world.database().revision();
      boolean same = newest && view.seen().state().equals(world.database().pair());
      put(same ? 2 : newest ? 1 : 0);
      if (!same) {
        pair(view.seen().state());
      }
      age(view.seen().learnt(), LONG);
      age(view.seen().suspected(), MEDIUM);
      age(view.sharedRead(), SHORT);
      put(world.database().epoch() - view.epoch());
      age(view.suspendedUntil(), MEDIUM);
      age(view.told(), SHORT);
      put(world.database().epoch() - view.toldEpoch());
    }
    put(instance.cache().size());
    for (Entry entry : instance.cache()) {
      last(entry.facts().authority());
      put(world.database().epoch() - entry.epoch());
      if (entry.facts().ttl().compareTo(Setting.TTL) < 0) {
        age(entry.facts().began(), MEDIUM);
      }
    }
    put(instance.flight() == null ? 0 : 1);
    if (instance.flight() != null) {
      put(instance.flight().vault() ^ swapped);
      rank(instance.flight().number());
      last(instance.flight().outcome());
      age(instance.flight().began(), MEDIUM);
      put(world.database().epoch() - instance.flight().epoch());
    }
  }

  private void encryptor() {
    put(place(world.encryptor().attached()));
    age(world.encryptor().since(), MEDIUM);
    put(world.database().epoch() - world.encryptor().epoch());
    var lease = world.encryptor().lease();
    boolean lasts = lease != null && !lease.ended(Holding.moment(world.at()));
    put(lasts ? 1 : 0);
    if (lease != null && lasts) {
      put(world.database().epoch() - lease.terms().epoch());
      put(lease.terms().authority().getNumber());
      put(lease.terms().purposes().size());
      put(lease.terms().lease().toSeconds());
      age(Optional.of(lease.sent().wall()), SHORT);
    }
  }

  private void truth(Truth truth) {
    recount(truth.counts().get(swapped));
    recount(truth.counts().get(1 - swapped));
    age(truth.success(), LONG);
    rank(truth.successNumber());
    rank(truth.newestDenial());
    put(truth.denied() ? 1 : 0);
    age(truth.darkSince(), MEDIUM);
    age(truth.openSince(), SHORT);
    put(truth.watchedSince() == NEVER ? 0 : 1);
    put(truth.watchedSince() <= truth.darkSince() ? 1 : 0);
    put(truth.watchedSince() < truth.success() ? 1 : 0);
    age(truth.watchedSince(), SHORT);
    age(truth.brakedAt(), MEDIUM);
    age(truth.lateAt(), SHORT);
    age(truth.drop().at(), SHORT);
    put(world.database().epoch() - truth.drop().epoch());
  }

  private void recount(Recount count) {
    put(Math.min(count.denials(), FEW));
    age(count.first(), MEDIUM);
    put(count.denials() == 0 ? 0 : Math.min(count.last() - count.first(), SPAN));
    age(count.last(), SHORT);
    age(count.silentSince(), MEDIUM);
  }

  private void age(Moment moment, long oldest) {
    age(Optional.of(moment.wall()), oldest);
    age(moment.nanos() / Duration.ofSeconds(1).toNanos(), oldest);
  }

  private void age(Optional<Instant> time, long oldest) {
    age(time.map(then -> Duration.between(Setting.START, then).toSeconds()).orElse(NEVER), oldest);
  }

  private void age(long second, long oldest) {
    put(second == NEVER ? -1 : Math.min(world.at() - second, oldest) + 1);
  }

  /** The constants that are named here differ in their last letters. */
  private void last(Enum<?> constant) {
    name.append(constant.name().charAt(constant.name().length() - 1));
  }

  /** Small numbers, mostly, are one character each. */
  private void put(long number) {
    long positive = number + LONG;
    name.append((char) positive);
  }
}
