package io.customerkey.model;

import static io.customerkey.unwrap.policy.Authority.AVAILABILITY_OUTAGE;
import static io.customerkey.unwrap.policy.Authority.AVAILABILITY_SYSTEM;
import static io.customerkey.unwrap.policy.Authority.CUSTOMER;

import io.customerkey.availability.rules.Attempts;
import io.customerkey.encryptor.lease.Lease;
import io.customerkey.encryptor.lease.Terms;
import io.customerkey.model.World.Entry;
import io.customerkey.model.World.Instance;
import io.customerkey.model.World.Keeper;
import io.customerkey.model.World.View;
import io.customerkey.protocol.unwrap.v1.VaultOutcome;
import io.customerkey.unwrap.policy.Action;
import io.customerkey.unwrap.policy.Authority;
import io.customerkey.unwrap.policy.Purpose;
import io.customerkey.unwrap.policy.Standing;
import io.customerkey.unwrap.rules.Allowance.Serve;
import io.customerkey.unwrap.rules.CacheRule;
import io.customerkey.unwrap.rules.CachedFacts;
import io.customerkey.unwrap.rules.Decision;
import io.customerkey.unwrap.rules.Moment;
import io.customerkey.unwrap.rules.Situation;
import io.customerkey.unwrap.verdict.Outcome;
import io.customerkey.unwrap.verdict.PairState;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What an instance does for a request, in the order in which it does it. */
final class Requests {
  /** One of a person, one of the service. */
  static final List<Purpose> PURPOSES = List.of(Purpose.USER_READ, Purpose.MAIL_DELIVERY);

  private final Turn turn;

  Requests(Turn turn) {
    this.turn = turn;
  }

  /** The encryptor asks an instance for a key, and keeps it as long as it may. */
  void read(int instance, Purpose purpose) {
    Instance asked = turn.instances.get(instance);
    if (!asked.serves() || standing(instance).isSuspended(asked.now(turn.at))) {
      return;
    }
    Optional<Terms> terms = terms(turn, instance, purpose);
    if (terms.isEmpty()) {
      open(instance, purpose);
      terms = terms(turn, instance, purpose);
    }
    terms.ifPresent(this::keep);
  }

  private void keep(Terms terms) {
    turn.encryptor =
        Holding.keep(
            turn.rules, turn.encryptor, turn.at, new Lease(terms, Holding.moment(turn.at)));
  }

  /** On which terms an instance hands out keys from its cache, if at all. */
  static Optional<Terms> terms(Turn turn, int instance, Purpose purpose) {
    View view = turn.viewOf(instance);
    for (Entry entry : turn.instances.get(instance).cache()) {
      Optional<Serve> serve =
          turn.rules.mayKeep(entry.epoch(), view.epoch())
              ? serve(turn, instance, entry, purpose)
              : Optional.empty();
      if (serve.isPresent()) {
        Set<io.customerkey.protocol.common.v1.Purpose> allowed =
            EnumSet.noneOf(io.customerkey.protocol.common.v1.Purpose.class);
        PURPOSES.stream()
            .filter(other -> serve(turn, instance, entry, other).isPresent())
            .forEach(other -> allowed.add(wire(other)));
        return Optional.of(
            new Terms(
                wire(entry.facts().authority()),
                allowed,
                CacheRule.lease(serve.get()),
                entry.epoch()));
      }
    }
    return Optional.empty();
  }

  private static Optional<Serve> serve(Turn turn, int instance, Entry entry, Purpose purpose) {
    View view = turn.viewOf(instance);
    return turn.rules.mayUse(
                entry.facts(),
                view.seen().knowledge(view.sharedRead()),
                turn.setting.standing(view.suspendedUntil()),
                purpose,
                turn.instances.get(instance).now(turn.at))
            instanceof Serve serve
        ? Optional.of(serve)
        : Optional.empty();
  }

  /** An instance opens what it holds again, by the customer keys only. */
  void refresh(int instance) {
    Instance holder = turn.instances.get(instance);
    boolean holds =
        holder.cache().stream().anyMatch(entry -> entry.facts().authority() == CUSTOMER);
    if (holder.shares() && holds) {
      long epoch = turn.viewOf(instance).epoch();
      Moment began = holder.now(turn.at);
      int vault = turn.first();
      if (turn.attempt(instance, vault) == Outcome.OK
          || turn.attempt(instance, 1 - vault) == Outcome.OK) {
        put(instance, CUSTOMER, began, epoch);
      }
    }
  }

  private void open(int instance, Purpose purpose) {
    if (isKnownRefusal(instance, purpose) || !turn.instances.get(instance).connected()) {
      return;
    }
    long epoch = turn.viewOf(instance).epoch();
    Moment now = turn.instances.get(instance).now(turn.at);
    int vault = turn.first();
    Outcome first = turn.attempt(instance, vault);
    Outcome second = first == Outcome.OK ? first : turn.attempt(instance, 1 - vault);
    if (second == Outcome.OK) {
      put(instance, CUSTOMER, now, epoch);
    } else if (turn.rules.decide(situation(instance, purpose, first, second))
        instanceof Decision.ByAvailabilityKey by) {
      askKeeper(instance, purpose, by.authority(), List.of(first, second));
    }
  }

  private Situation situation(int instance, Purpose purpose, Outcome first, Outcome second) {
    Standing standing = standing(instance);
    return new Situation(
        turn.setting.workload(),
        first,
        second,
        purpose.action(),
        Setting.MODE,
        standing.strict(),
        standing.fallback(),
        turn.viewOf(instance).seen().state().isDenied(),
        standing.isRecovering());
  }

  private boolean isKnownRefusal(int instance, Purpose purpose) {
    Standing standing = standing(instance);
    PairState pair = turn.viewOf(instance).seen().state();
    boolean fresh =
        pair.isDenied()
            && pair.newestBegan()
                .map(began ->
                    began
                        .plus(standing.probeInterval())
                        .isAfter(turn.instances.get(instance).now(turn.at).wall()))
                .orElse(false);
    return fresh
        && turn.rules.decide(
                CacheRule.situation(turn.setting.workload(), pair, standing, purpose, Setting.MODE))
            instanceof Decision.Refuse;
  }

  private void askKeeper(
      int instance, Purpose purpose, Authority authority, List<Outcome> outcomes) {
    Keeper keeper = turn.keeper;
    long newest = Math.max(keeper.suspendedUntil(), turn.viewOf(instance).suspendedUntil());
    boolean user = purpose.action() == Action.USER;
    boolean served =
        turn.rules.decide(
                user
                    ? io.customerkey.availability.rules.Action.USER
                    : io.customerkey.availability.rules.Action.SYSTEM,
                Attempts.of(wire(outcomes.get(0)), wire(outcomes.get(1))),
                turn.setting.facts(keeper.denied(), turn.at < newest))
            instanceof io.customerkey.availability.rules.Decision.Serve;
    if (!served) {
      return;
    }
    boolean denies = turn.witness.truth().denied() || outcomes.contains(Outcome.DENIED);
    boolean fallback =
        turn.setting.fallback()
            && !turn.witness.truth().denied()
            && outcomes.contains(Outcome.UNAVAILABLE);
    if (user && denies && !fallback) {
      turn.witness.breaks("the availability key for a denied user");
    }
    Moment now = turn.instances.get(instance).now(turn.at);
    put(instance, authority, now, turn.viewOf(instance).epoch());
  }

  /** An opened key goes into the cache, unless a drop has overtaken it. */
  void put(int instance, Authority authority, Moment began, long epoch) {
    Instance holder = turn.instances.get(instance);
    var facts =
        new CachedFacts(
            turn.setting.workload(),
            authority,
            began,
            authority == CUSTOMER ? Setting.TTL : CacheRule.AVAILABILITY_TTL,
            false,
            Setting.MODE);
    List<Entry> cache = new ArrayList<>(holder.cache());
    cache.removeIf(entry -> entry.facts().authority() == authority);
    cache.add(new Entry(facts, epoch));
    cache.sort(Comparator.comparing(entry -> entry.facts().authority()));
    View view = turn.viewOf(instance);
    turn.instances.set(instance, holder.with(view, turn.kept(cache, view.epoch())));
  }

  private Standing standing(int instance) {
    return turn.setting.standing(turn.viewOf(instance).suspendedUntil());
  }

  static io.customerkey.protocol.common.v1.Purpose wire(Purpose purpose) {
    return io.customerkey.protocol.common.v1.Purpose.valueOf("PURPOSE_" + purpose.name());
  }

  private static io.customerkey.protocol.common.v1.Authority wire(Authority authority) {
    return switch (authority) {
      case CUSTOMER -> io.customerkey.protocol.common.v1.Authority.AUTHORITY_CUSTOMER;
      case AVAILABILITY_OUTAGE ->
          io.customerkey.protocol.common.v1.Authority.AUTHORITY_AVAILABILITY_OUTAGE;
      case AVAILABILITY_SYSTEM ->
          io.customerkey.protocol.common.v1.Authority.AUTHORITY_AVAILABILITY_SYSTEM;
    };
  }

  private static VaultOutcome wire(Outcome outcome) {
    return VaultOutcome.valueOf("VAULT_OUTCOME_" + outcome.name());
  }
}
