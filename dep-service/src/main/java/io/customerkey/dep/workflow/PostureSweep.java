package io.customerkey.dep.workflow;

import io.customerkey.crypto.id.Id128;
import io.customerkey.dep.audit.RequestId;
import io.customerkey.dep.onboarding.Approvers;
import io.customerkey.dep.onboarding.Check;
import io.customerkey.dep.onboarding.KeyInspection;
import io.customerkey.dep.onboarding.KeyPair;
import io.customerkey.dep.onboarding.OnboardingRules;
import io.customerkey.dep.onboarding.ValidationId;
import io.customerkey.dep.posture.Finding.About;
import io.customerkey.dep.posture.PostureRules;
import io.customerkey.dep.posture.PostureRules.Seen;
import io.customerkey.dep.posture.Postures;
import io.customerkey.dep.posture.Postures.Due;
import io.customerkey.dep.tenant.Tenant;
import io.customerkey.dep.tenant.Tenants;
import io.customerkey.protocol.failure.GrpcFailures;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

/** Looks at the keys of policies in use, daily, one tenant after the other. */
@ApplicationScoped
public class PostureSweep {
  private static final Logger LOG = Logger.getLogger(PostureSweep.class);

  /** How long a tenant is left to whoever has taken it. */
  private static final Duration TAKEN = Duration.ofMinutes(10);

  private static final int JITTER_DIVISOR = 10;

  private final Postures postures;
  private final Tenants tenants;
  private final Approvers approvers;
  private final KeyInspection inspection;
  private final OwnContext ownContext;
  private final Clock clock;
  private final RandomGenerator random;
  private final Duration interval;

  PostureSweep(
      Postures postures,
      Tenants tenants,
      Approvers approvers,
      KeyInspection inspection,
      OwnContext ownContext,
      Clock clock,
      RandomGenerator random,
      @ConfigProperty(name = "customerkey.posture.interval", defaultValue = "24h")
          Duration interval) {
    this.postures = postures;
    this.tenants = tenants;
    this.approvers = approvers;
    this.inspection = inspection;
    this.ownContext = ownContext;
    this.clock = clock;
    this.random = random;
    this.interval = interval;
  }

  @Scheduled(
      every = "${customerkey.posture.sweep:10s}",
      concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
  Uni<Void> sweep() {
    return ownContext
        .begin(this::all)
        .onFailure()
        .invoke(failure ->
            LOG.warnf("posture waits: %s", GrpcFailures.fromThrowable(failure).reasonName()))
        .onFailure()
        .recoverWithNull();
  }

  /** Looks at every tenant that is due. */
  private Uni<Void> all() {
    return Multi.createBy()
        .repeating()
        .uni(this::next)
        .whilst(found -> found)
        .collect()
        .last()
        .replaceWithVoid();
  }

  /** Looks at one tenant; false: none is due. */
  private Uni<Boolean> next() {
    return postures
        .take(clock.instant().plus(TAKEN))
        .flatMap(due ->
            due.map(found -> look(found).replaceWith(true))
                .orElseGet(() -> Uni.createFrom().item(false)));
  }

  /** Looks at a tenant; where that fails it is due again later, and the others are looked at. */
  private Uni<Void> look(Due due) {
    Instant at = clock.instant().truncatedTo(ChronoUnit.MICROS);
    return tenants
        .get(due.tenant())
        .flatMap(tenant -> seen(tenant, due))
        .flatMap(seen -> postures.record(due.tenant(), seen, at, at.plus(jittered())))
        .invoke(outcome -> report(due, outcome))
        .replaceWithVoid()
        .onFailure()
        .invoke(failure ->
            LOG.warnf(
                "the posture of tenant %s waits: %s",
                due.tenant(), GrpcFailures.fromThrowable(failure).reasonName()))
        .onFailure()
        .recoverWithNull();
  }

  private Uni<List<Seen>> seen(Tenant tenant, Due due) {
    List<Seen> seen = new ArrayList<>();
    return approvers
        .list(tenant.id())
        .invoke(enrolled -> seen.add(about("", OnboardingRules.approvers(enrolled))))
        .flatMap(enrolled ->
            Multi.createFrom()
                .iterable(due.pairs())
                .onItem()
                .transformToUniAndConcatenate(pair -> inspect(tenant, due, pair))
                .onItem()
                .invoke(seen::addAll)
                .onItem()
                .ignoreAsUni())
        .replaceWith(seen);
  }

  private Uni<List<Seen>> inspect(Tenant tenant, Due due, KeyPair pair) {
    var look =
        new KeyInspection.Look(
            new ValidationId(Id128.random(random)),
            tenant.id(),
            tenant.directory(),
            pair,
            due.profile());
    return OwnContext.backHere(inspection.inspect(look, RequestId.random(random)))
        .map(checks -> checks.stream().map(check -> about(key(pair, check), check)).toList());
  }

  private static String key(KeyPair pair, Check check) {
    return check.slot() == Check.ALL ? "" : pair.keys().get(check.slot() - 1).value();
  }

  private static Seen about(String key, Check check) {
    return new Seen(new About(key, check.id()), check);
  }

  /** A little sooner each time, so that tenants do not stay in step. */
  private Duration jittered() {
    return interval.minus(
        Duration.ofNanos(random.nextLong(interval.toNanos() / JITTER_DIVISOR + 1)));
  }

  private static void report(Due due, PostureRules.Outcome outcome) {
    if (outcome.isNews()) {
      LOG.infof(
          "tenant %s: %d findings came, %d went",
          due.tenant(), outcome.raised().size(), outcome.cleared().size());
    }
  }
}
