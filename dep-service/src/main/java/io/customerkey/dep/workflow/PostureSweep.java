package io.customerkey.dep.workflow;

import io.customerkey.dep.onboarding.Approvers;
import io.customerkey.dep.onboarding.KeyInspection;
import io.customerkey.dep.posture.PostureRules;
import io.customerkey.dep.posture.Postures;
import io.customerkey.dep.posture.Postures.Due;
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
import java.util.concurrent.Semaphore;
import java.util.random.RandomGenerator;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

/** Looks at the keys of policies in use, daily, a few tenants at once. */
@ApplicationScoped
public class PostureSweep {
  private static final Logger LOG = Logger.getLogger(PostureSweep.class);

  /** How long a tenant is left to whoever has taken it. */
  private static final Duration TAKEN = Duration.ofMinutes(10);

  /** Ends before anybody else may look. */
  private static final Duration LOOK = TAKEN.minusMinutes(1);

  private static final int TENANTS_AT_ONCE = 4;
  private static final int JITTER_DIVISOR = 10;

  private final Postures postures;
  private final Tenants tenants;
  private final PostureLook look;
  private final Semaphore free = new Semaphore(TENANTS_AT_ONCE);
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
    this.look = new PostureLook(approvers, inspection, random, LOOK);
    this.ownContext = ownContext;
    this.clock = clock;
    this.random = random;
    this.interval = interval;
  }

  /** Each in a context of its own; a tenant whose vaults stall holds up no other. */
  @Scheduled(every = "${customerkey.posture.sweep:10s}")
  Uni<Void> sweep() {
    for (int begun = 0; begun < TENANTS_AT_ONCE && free.tryAcquire(); begun++) {
      ownContext
          .begin(this::all)
          .onTermination()
          .invoke(() -> free.release())
          .subscribe()
          .with(
              done -> {},
              failure ->
                  LOG.warnf("posture waits: %s", GrpcFailures.fromThrowable(failure).reasonName()));
    }
    return Uni.createFrom().voidItem();
  }

  /** Looks at one tenant after the other until none is due. */
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
        .flatMap(tenant -> look.at(tenant, due))
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
