package io.customerkey.model;

import static io.customerkey.model.Setting.NEVER;
import static io.customerkey.model.Setting.NOBODY;

import io.customerkey.availability.rules.Action;
import io.customerkey.availability.rules.Attempts;
import io.customerkey.availability.rules.Decision;
import io.customerkey.encryptor.lease.Lease;
import io.customerkey.encryptor.lease.Terms;
import io.customerkey.model.World.Encryptor;
import io.customerkey.model.World.Entry;
import io.customerkey.model.World.Instance;
import io.customerkey.model.World.Truth;
import io.customerkey.protocol.common.v1.Authority;
import io.customerkey.unwrap.policy.PolicySettings;
import io.customerkey.unwrap.policy.Purpose;
import java.util.Optional;

/**
 * What must hold in every state (rules, sections 3 to 5). Times are those that are published: where
 * a customer takes its keys away and somebody probes, the bound of a healthy policy; where nobody
 * does, or somebody is cut off, what a lease and the table allow.
 */
final class Laws {
  /** Interval of probes, confirmation, one probe between, reaction. */
  static final long BOUND = 40 + 10 + 3 + 5;

  /** Longest lease, and what a drop promises of those who did not hear it. */
  static final long LEASES = 300;

  /** What an instance that is cut off knows of its own. */
  static final long OWN = 120;

  static final long SUSPICION = 900;
  static final long RESTORE = 45;
  private static final long GRACE = PolicySettings.DEFAULT_GRACE.toSeconds();

  private final Turn turn;
  private final World world;
  private final Truth truth;

  private Laws(Setting setting, Rules rules, World world) {
    this.turn = new Turn(setting, rules, world);
    this.world = world;
    this.truth = world.truth();
  }

  /** The law that a state breaks, if any. */
  static Optional<String> broken(Setting setting, Rules rules, World world) {
    var laws = new Laws(setting, rules, world);
    return world
        .truth()
        .broken()
        .or(laws::denial)
        .or(laws::keeper)
        .or(() -> laws.instance(0))
        .or(() -> laws.instance(1))
        .or(laws::encryptor);
  }

  private Optional<String> denial() {
    boolean denied = world.database().pair().isDenied();
    if (truth.denied() && !denied) {
      return law("a denial was forgotten");
    }
    boolean watched = truth.watchedSince() != NEVER && truth.openSince() != NEVER;
    long since = Math.max(truth.watchedSince(), truth.openSince());
    return law(
        watched && world.at() - since > RESTORE && denied,
        "still denied although a vault opens and somebody probes");
  }

  private Optional<String> keeper() {
    boolean serves =
        turn.rules.decide(
                Action.USER,
                Attempts.BOTH_UNAVAILABLE,
                turn.setting.facts(world.keeper().denied(), false))
            instanceof Decision.Serve;
    boolean heard = world.keeper().hears() && world.instances().stream().anyMatch(Instance::shares);
    return law(
            serves && world.keeper().denied(),
            "availability-key-vault serves a person although it was told of a denial")
        .or(() ->
            law(
                heard && world.keeper().denied() != world.database().pair().isDenied(),
                "availability-key-vault was not told"));
  }

  private Optional<String> instance(int index) {
    Instance instance = world.instances().get(index);
    if (!instance.serves()) {
      return Optional.empty();
    }
    Optional<Terms> user = Requests.terms(turn, index, Purpose.USER_READ);
    Optional<Terms> system = Requests.terms(turn, index, Purpose.MAIL_DELIVERY);
    boolean any = user.isPresent() || system.isPresent();
    boolean byCustomer =
        user.or(() -> system)
            .map(terms -> terms.authority() == Authority.AUTHORITY_CUSTOMER)
            .orElse(false);
    boolean dark = dark(BOUND) || truth.denied();
    return law(any && suspended(instance), "an instance serves while suspended")
        .or(() ->
            law(
                any && !instance.connected() && world.at() - instance.since() > OWN,
                "an instance that is cut off serves from more than its own"))
        .or(() ->
            law(
                instance.connected() && dark && (user.isPresent() || byCustomer),
                "an instance serves past the bound"))
        .or(() -> law(user.isPresent() && longDark(), "an instance serves long past every bound"))
        .or(() ->
            law(
                instance.cache().stream()
                    .anyMatch(entry -> entry.epoch() < turn.viewOf(index).epoch()),
                "a lower epoch refills a cache"))
        .or(() -> user.or(() -> system).flatMap(terms -> dropped(terms.epoch())))
        .or(() ->
            law(
                user.isEmpty() && mustServe(instance),
                "an instance does not serve although nobody confirmed a denial"));
  }

  private Optional<String> encryptor() {
    Encryptor encryptor = world.encryptor();
    Lease lease = new Holding(turn.rules, encryptor, world.at()).lease();
    if (lease == null) {
      return Optional.empty();
    }
    boolean user = lease.covers(Requests.wire(Purpose.USER_READ), Holding.moment(world.at()));
    boolean told =
        encryptor.attached() != NOBODY
            && world.instances().get(encryptor.attached()).connected()
            && world.instances().get(encryptor.attached()).since() <= truth.darkSince()
            && encryptor.since() <= truth.darkSince();
    return law(user && told && dark(BOUND), "an attached encryptor serves past the bound")
        .or(() -> law(user && dark(BOUND + LEASES), "an encryptor serves past its lease"))
        .or(() -> law(user && longDark(), "an encryptor serves long past every bound"))
        .or(() ->
            law(lease.terms().epoch() < encryptor.epoch(), "a lower epoch refills an encryptor"))
        .or(() -> dropped(lease.terms().epoch()));
  }

  private boolean dark(long bound) {
    return truth.darkSince() != NEVER
        && truth.watchedSince() != NEVER
        && truth.watchedSince() <= truth.darkSince()
        && truth.brakedAt() < truth.darkSince()
        && world.at() - truth.darkSince() > bound;
  }

  private boolean longDark() {
    return truth.darkSince() != NEVER
        && world.at() - truth.darkSince() > SUSPICION + LEASES + BOUND;
  }

  private boolean suspended(Instance instance) {
    long until = world.database().suspendedUntil();
    return until != NEVER
        && world.at() < until
        && instance.skew() == 0
        && (instance.connected() || world.at() - truth.drop().at() > LEASES);
  }

  private Optional<String> dropped(long epoch) {
    return law(
        truth.drop().at() != NEVER
            && world.at() - truth.drop().at() > LEASES
            && epoch < truth.drop().epoch(),
        "what was dropped serves past the end that was published");
  }

  /** Nobody took anything away, as far as is confirmed, and somebody has looked all the time. */
  private boolean mustServe(Instance instance) {
    long denied =
        truth.counts().stream()
            .filter(count -> count.denials() > 0)
            .mapToLong(World.Recount::first)
            .min()
            .orElse(world.at());
    return instance.connected()
        && truth.watchedSince() != NEVER
        && truth.watchedSince() < truth.success()
        && (truth.lateAt() == NEVER || world.at() - truth.lateAt() > RESTORE)
        && !truth.denied()
        && world.at() - truth.success() < GRACE
        && world.at() - denied < SUSPICION
        && !(world.database().suspendedUntil() != NEVER
            && world.at() < world.database().suspendedUntil())
        && instance.cache().stream()
            .map(Entry::facts)
            .anyMatch(
                facts -> facts.authority() == io.customerkey.unwrap.policy.Authority.CUSTOMER);
  }

  private static Optional<String> law(boolean broken, String text) {
    return broken ? Optional.of(text) : Optional.empty();
  }

  private static Optional<String> law(String text) {
    return Optional.of(text);
  }
}
