package io.customerkey.model;

import static io.customerkey.model.Setting.NEVER;
import static io.customerkey.model.Setting.NOBODY;

import io.customerkey.model.World.Encryptor;
import io.customerkey.model.World.Flight;
import io.customerkey.model.World.Instance;
import io.customerkey.model.World.Keeper;
import io.customerkey.unwrap.policy.Authority;
import io.customerkey.unwrap.policy.Purpose;
import io.customerkey.unwrap.verdict.AttemptResult;
import io.customerkey.unwrap.verdict.Outcome;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

/** What can happen. */
final class Moves {
  private static final long HOUR = 3600;
  private static final long SUSPENSION = 900;

  /** An event by its name; one that cannot happen now changes nothing. */
  record Move(String name, Consumer<Turn> effect) {}

  private Moves() {}

  static List<Move> vaults() {
    List<Outcome> modes = List.of(Outcome.OK, Outcome.DENIED, Outcome.UNAVAILABLE);
    return modes.stream().flatMap(one -> modes.stream().map(other -> vaults(one, other))).toList();
  }

  static Move vaults(Outcome one, Outcome other) {
    return new Move(
        "vaults " + one + "/" + other,
        turn -> {
          turn.modes = List.of(one, other);
          turn.witness.modes(turn.modes, turn.at);
        });
  }

  static List<Move> ticks(long... seconds) {
    return LongStream.of(seconds).mapToObj(Moves::tick).toList();
  }

  private static Move tick(long seconds) {
    return new Move(String.format(Locale.ROOT, "%d s pass", seconds), turn -> turn.pass(seconds));
  }

  static List<Move> reads(Purpose purpose) {
    return each(purpose + " at", (turn, i) -> new Requests(turn).read(i, purpose));
  }

  static List<Move> refreshes() {
    return each("refresh by", (turn, i) -> new Requests(turn).refresh(i));
  }

  static List<Move> restarts() {
    return each(
        "restart of",
        (turn, i) -> {
          turn.instances.set(i, turn.instances.get(i).with((Flight) null));
          turn.begin(i);
          if (turn.encryptor.attached() == i) {
            attach(turn, NOBODY);
          }
        });
  }

  static List<Move> cuts() {
    return each(
        "cut or join",
        (turn, i) -> {
          Instance before = turn.instances.get(i);
          var after =
              new Instance(
                  !before.connected(),
                  turn.at,
                  before.skew(),
                  before.view(),
                  before.cache(),
                  before.flight());
          turn.instances.set(i, after);
          if (after.connected() && !after.serves()) {
            turn.begin(i);
          }
        });
  }

  static List<Move> jumps() {
    List<Move> all = new ArrayList<>();
    for (long skew : new long[] {-HOUR, 0, HOUR}) {
      all.addAll(
          each(
              "wall clock " + skew + " s at",
              (turn, i) -> {
                Instance before = turn.instances.get(i);
                turn.instances.set(
                    i,
                    new Instance(
                        before.connected(),
                        before.since(),
                        skew,
                        before.view(),
                        before.cache(),
                        before.flight()));
              }));
    }
    return all;
  }

  static List<Move> flights() {
    List<Move> all = new ArrayList<>();
    for (int vault = 0; vault < 2; vault++) {
      int asked = vault;
      all.addAll(
          each("slow attempt at vault " + vault + " by", (turn, i) -> depart(turn, i, asked)));
    }
    all.addAll(each("late answer at", Moves::land));
    return all;
  }

  private static void depart(Turn turn, int i, int vault) {
    Instance asking = turn.instances.get(i);
    if (asking.shares() && asking.flight() == null) {
      turn.instances.set(
          i,
          asking.with(
              new Flight(
                  vault,
                  turn.number(),
                  turn.modes.get(vault),
                  asking.now(turn.at),
                  turn.viewOf(i).epoch())));
    }
  }

  private static void land(Turn turn, int i) {
    Flight flight = turn.instances.get(i).flight();
    if (flight == null) {
      return;
    }
    turn.instances.set(i, turn.instances.get(i).with((Flight) null));
    var result =
        new AttemptResult(
            Setting.KEYS.get(flight.vault()),
            flight.number(),
            flight.outcome(),
            flight.began().wall());
    long began = flight.began().nanos() / 1_000_000_000L;
    if (turn.at > began) {
      turn.witness.late(turn.at);
    }
    boolean heard = turn.complete(i, result, began);
    if (heard && flight.outcome() == Outcome.OK) {
      new Requests(turn).put(i, Authority.CUSTOMER, flight.began(), flight.epoch());
    }
  }

  /** By an administrator, through any instance that reaches the database. */
  static List<Move> orders() {
    return List.of(
        new Move("drop", turn -> ordered(turn, () -> turn.raise(false))),
        new Move("suspend", turn -> ordered(turn, () -> turn.suspend(turn.at + SUSPENSION))),
        new Move("resume", turn -> ordered(turn, () -> turn.suspend(NEVER))));
  }

  private static void ordered(Turn turn, Runnable order) {
    if (turn.instances.stream().anyMatch(Instance::shares)) {
      order.run();
    }
  }

  static List<Move> attachments() {
    List<Move> all = new ArrayList<>();
    all.add(new Move("detach", turn -> attach(turn, NOBODY)));
    all.addAll(
        each(
            "attach to",
            (turn, i) -> {
              if (turn.instances.get(i).serves() && turn.encryptor.attached() != i) {
                turn.attach(i);
              }
            }));
    return all;
  }

  private static void attach(Turn turn, int to) {
    turn.encryptor = new Encryptor(to, turn.at, turn.encryptor.epoch(), turn.encryptor.lease());
  }

  static Move messages() {
    return new Move(
        "messages are lost or arrive",
        turn -> {
          Keeper k = turn.keeper;
          turn.keeper = new Keeper(!k.hears(), k.denied(), k.epoch(), k.suspendedUntil());
        });
  }

  static Move brake() {
    return new Move("brake on or off", turn -> turn.brake = !turn.brake);
  }

  private interface AtInstance {
    void happens(Turn turn, int instance);
  }

  private static List<Move> each(String name, AtInstance effect) {
    return IntStream.range(0, 2)
        .mapToObj(i -> new Move(name + " " + (i + 1), turn -> effect.happens(turn, i)))
        .toList();
  }
}
