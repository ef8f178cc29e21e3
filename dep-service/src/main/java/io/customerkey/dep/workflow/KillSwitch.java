package io.customerkey.dep.workflow;

import io.customerkey.crypto.id.PolicyId;
import io.customerkey.crypto.id.TenantId;
import io.customerkey.dep.audit.Actor;
import io.customerkey.dep.policy.CacheDrop;
import io.customerkey.dep.policy.PolicyControl;
import io.customerkey.dep.policy.Suspension;
import io.customerkey.dep.policy.Suspensions;
import io.customerkey.servicekit.failure.Trace;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.Optional;
import org.jboss.logging.Logger;

/**
 * The kill switch. The signed settings are durable, and on their way by the topic, before they are
 * told directly to both services that open keys; one that does not answer takes them from the
 * topic.
 */
@ApplicationScoped
public class KillSwitch {
  private static final Logger LOG = Logger.getLogger(KillSwitch.class);

  private final Suspensions suspensions;
  private final PolicyControl control;

  KillSwitch(Suspensions suspensions, PolicyControl control) {
    this.suspensions = suspensions;
    this.control = control;
  }

  /**
   * What was done.
   *
   * @param suspension that holds now; empty: none
   * @param unwrapTold key-unwrap-service has the settings; otherwise it takes them from the topic
   * @param availabilityTold the same of availability-key-vault
   * @param drop who has dropped the policy's keys; empty where key-unwrap-service was not told, or
   *     nothing is suspended
   */
  public record Outcome(
      Optional<Suspension> suspension,
      boolean unwrapTold,
      boolean availabilityTold,
      Optional<CacheDrop> drop) {}

  /** Turns it on, or moves its end back; fails as {@link Suspensions#suspend}. */
  public Uni<Outcome> suspend(
      TenantId tenant, PolicyId policy, Suspension asked, Duration wait, Actor actor) {
    return suspensions
        .suspend(tenant, policy, asked, actor)
        .flatMap(changed -> tell(changed, wait, actor));
  }

  /** Turns it off; fails as {@link Suspensions#resume}. */
  public Uni<Outcome> resume(TenantId tenant, PolicyId policy, Duration wait, Actor actor) {
    return suspensions.resume(tenant, policy, actor).flatMap(changed -> tell(changed, wait, actor));
  }

  private Uni<Outcome> tell(Suspensions.Changed changed, Duration wait, Actor actor) {
    Uni<Optional<Optional<CacheDrop>>> unwrap =
        attempt("key-unwrap-service", control.settle(changed.settings(), wait, actor.request()));
    Uni<Optional<Boolean>> availability =
        attempt(
            "availability-key-vault",
            control.settleAvailability(changed.settings(), actor.request()).replaceWith(true));
    return Uni.combine()
        .all()
        .unis(unwrap, availability)
        .asTuple()
        .map(told ->
            new Outcome(
                changed.suspension(),
                told.getItem1().isPresent(),
                told.getItem2().isPresent(),
                told.getItem1().flatMap(drop -> drop)));
  }

  private static <T> Uni<Optional<T>> attempt(String service, Uni<T> call) {
    return call.map(Optional::of)
        .onFailure()
        .recoverWithItem(failure -> {
          LOG.warnf("%s takes settings from the topic: %s", service, Trace.of(failure));
          return Optional.empty();
        });
  }
}
