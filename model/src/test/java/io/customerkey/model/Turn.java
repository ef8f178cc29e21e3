package io.customerkey.model;

import static io.customerkey.model.Setting.NEVER;
import static io.customerkey.model.Setting.NOBODY;
import static io.customerkey.model.Setting.wall;

import io.customerkey.model.World.Database;
import io.customerkey.model.World.Encryptor;
import io.customerkey.model.World.Entry;
import io.customerkey.model.World.Instance;
import io.customerkey.model.World.Keeper;
import io.customerkey.model.World.Notice;
import io.customerkey.model.World.View;
import io.customerkey.unwrap.rules.Moment;
import io.customerkey.unwrap.rules.ProbePlan;
import io.customerkey.unwrap.verdict.AttemptResult;
import io.customerkey.unwrap.verdict.Confirmation;
import io.customerkey.unwrap.verdict.Outcome;
import io.customerkey.unwrap.verdict.PairState;
import io.customerkey.unwrap.verdict.Seen;
import io.customerkey.unwrap.verdict.SharedPair;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** One event: begins with a state, and ends with the next. */
final class Turn {
  private static final long LEASES = 300;

  final Setting setting;
  final Rules rules;
  final Witness witness;
  final List<Instance> instances;
  long at;
  List<Outcome> modes;
  boolean brake;
  Keeper keeper;
  Encryptor encryptor;
  private int prober;
  private PairState pair;
  private long revision;
  private long epoch;
  private boolean restored;
  private long attempts;
  private long suspendedUntil;
  private Notice notice;

  Turn(Setting setting, Rules rules, World world) {
    this.setting = setting;
    this.rules = rules;
    this.witness = new Witness(setting, world.truth());
    this.instances = new ArrayList<>(world.instances());
    this.at = world.at();
    this.modes = world.modes();
    this.keeper = world.keeper();
    this.encryptor = world.encryptor();
    this.prober = world.prober();
    Database database = world.database();
    this.pair = database.pair();
    this.revision = database.revision();
    this.epoch = database.epoch();
    this.restored = database.restored();
    this.attempts = database.attempts();
    this.suspendedUntil = database.suspendedUntil();
    this.notice = database.notice();
    this.brake = database.brake();
  }

  World end() {
    share();
    tell();
    watch();
    var database =
        new Database(pair, revision, epoch, restored, attempts, suspendedUntil, brake, notice);
    return new World(
        at, modes, database, keeper, List.copyOf(instances), encryptor, prober, witness.truth());
  }

  /** Time passes; what is probed meanwhile is. */
  void pass(long seconds) {
    long end = at + seconds;
    while (true) {
      watch();
      if (prober == NOBODY) {
        break;
      }
      Instance who = instances.get(prober);
      ProbePlan plan =
          ProbePlan.next(viewOf(prober).seen().state(), Setting.INTERVAL, /* jitter= */ 0);
      long due = Duration.between(wall(who.skew()), plan.due()).toSeconds();
      boolean now = due <= at + 1 || rules.isDue(plan, who.now(at + 1).wall());
      long next = now ? at + 1 : due;
      if (next > end) {
        break;
      }
      at = next;
      probe(plan.both());
    }
    at = end;
  }

  private void probe(boolean both) {
    int first = first();
    boolean opened = attempt(prober, first) == Outcome.OK;
    if (both || !opened) {
      attempt(prober, 1 - first);
    }
    share();
    tell();
  }

  /** The vault that is asked first; each in its turn. */
  int first() {
    return (int) (attempts % 2);
  }

  /** An attempt that is answered at once. */
  Outcome attempt(int instance, int vault) {
    Moment began = instances.get(instance).now(at);
    Outcome outcome = modes.get(vault);
    complete(
        instance, new AttemptResult(Setting.KEYS.get(vault), number(), outcome, began.wall()), at);
    return outcome;
  }

  long number() {
    attempts++;
    return attempts;
  }

  /**
   * An answer came.
   *
   * @return whether whoever asked hears it: what is not written is not told
   */
  boolean complete(int instance, AttemptResult result, long began) {
    Instance asked = instances.get(instance);
    View view = viewOf(instance);
    Moment now = asked.now(at);
    boolean quiet = result.outcome() == Outcome.OK && !view.seen().state().isDenied();
    if (quiet) {
      Seen seen = Seen.learnLocally(view.seen(), Setting.PAIR, result, Confirmation.DEFAULT, now);
      instances.set(instance, asked.with(view.with(seen), asked.cache()));
    }
    if (asked.connected()) {
      write(result.begun(Setting.wall(began)), began);
      learn(instance);
    }
    return quiet || asked.connected();
  }

  /** By the database's clock. */
  private void write(AttemptResult result, long began) {
    PairState before = pair;
    pair = rules.after(before, result, setting.fallback(), brake, Setting.wall(at));
    revision++;
    witness.attempt(Setting.KEYS.indexOf(result.key()), result.number(), result.outcome(), began);
    if (!before.isDenied() && pair.isDenied()) {
      witness.confirmed(at, brake);
      raise(false);
      notice = new Notice(true, epoch);
    } else if (before.isDenied() && !pair.isDenied()) {
      witness.restored();
      raise(true);
      notice = new Notice(false, epoch);
    }
  }

  /** What carries a lower epoch is thrown away from now on. */
  void raise(boolean back) {
    epoch++;
    restored = back;
    if (!back) {
      witness.dropped(at, epoch);
    }
  }

  void suspend(long until) {
    suspendedUntil = until;
    raise(false);
  }

  /** A process begins with what the database says. */
  void begin(int instance) {
    Instance stopped = instances.get(instance);
    Moment now = stopped.now(at);
    Seen seen = Seen.learn(null, new SharedPair(pair, revision), now);
    var view = new View(seen, now, epoch, suspendedUntil, NEVER, 0);
    instances.set(instance, stopped.with(stopped.connected() ? view : null, List.of()));
  }

  /** Every instance that reaches the database reads it. */
  void share() {
    for (int i = 0; i < instances.size(); i++) {
      if (instances.get(i).shares()) {
        learn(i);
      }
    }
  }

  private void learn(int instance) {
    Instance reader = instances.get(instance);
    View view = viewOf(instance);
    Moment now = reader.now(at);
    Seen seen = Seen.learn(view.seen(), new SharedPair(pair, revision), now);
    boolean news = epoch > view.epoch();
    boolean tells = news && !restored;
    List<Entry> kept = news ? kept(reader.cache(), epoch) : reader.cache();
    var learnt =
        new View(
            seen,
            now,
            epoch,
            suspendedUntil,
            tells ? at : view.told(),
            tells ? epoch : view.toldEpoch());
    instances.set(instance, reader.with(learnt, kept));
    if (tells && encryptor.attached() == instance) {
      encryptor = Holding.drop(rules, encryptor, at, epoch);
    }
  }

  List<Entry> kept(List<Entry> cache, long learnt) {
    return cache.stream().filter(entry -> rules.mayKeep(entry.epoch(), learnt)).toList();
  }

  /** The encryptor attaches, and is told what it may have missed. */
  void attach(int instance) {
    encryptor = new Encryptor(instance, at, encryptor.epoch(), encryptor.lease());
    View view = viewOf(instance);
    if (view.told() != NEVER && at - view.told() <= LEASES) {
      encryptor = Holding.drop(rules, encryptor, at, view.toldEpoch());
    }
  }

  /** availability-key-vault hears what it has not heard. */
  private void tell() {
    boolean sent = instances.stream().anyMatch(Instance::shares) && keeper.hears();
    if (sent && notice.epoch() > keeper.epoch()) {
      keeper = new Keeper(true, notice.denied(), notice.epoch(), suspendedUntil);
    } else if (sent && suspendedUntil != keeper.suspendedUntil()) {
      keeper = new Keeper(true, keeper.denied(), keeper.epoch(), suspendedUntil);
    }
  }

  /** Somebody probes as long as somebody can. */
  private void watch() {
    if (prober == NOBODY || !instances.get(prober).shares()) {
      prober = instances.get(0).shares() ? 0 : instances.get(1).shares() ? 1 : NOBODY;
    }
    boolean right = instances.stream().allMatch(instance -> instance.skew() == 0);
    witness.watched(prober != NOBODY && right, at);
    if (brake) {
      witness.braked(at);
    }
  }

  View viewOf(int instance) {
    return Objects.requireNonNull(instances.get(instance).view());
  }
}
