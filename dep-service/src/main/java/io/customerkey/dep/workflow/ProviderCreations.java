package io.customerkey.dep.workflow;

import io.customerkey.crypto.id.TenantId;
import io.customerkey.dep.audit.Actor;
import io.customerkey.dep.audit.RequestId;
import io.customerkey.dep.policy.Policies;
import io.customerkey.dep.policy.PolicyState;
import io.customerkey.dep.policy.ProviderPolicies;
import io.customerkey.dep.policy.ProviderPolicies.ProviderPolicy;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.random.RandomGenerator;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

/**
 * Provider-managed policies: waits for those of a new tenant, and begins those that tenants lack
 * which were enrolled before the provider had keys.
 */
@ApplicationScoped
public class ProviderCreations {
  private static final Logger LOG = Logger.getLogger(ProviderCreations.class);
  private static final int TENANTS = 100;
  private static final String SELF = "dep-service";

  private final ProviderPolicies providerPolicies;
  private final Policies policies;
  private final Creations creations;
  private final OwnContext ownContext;
  private final Clock clock;
  private final RandomGenerator random;
  private final Duration patience;
  private volatile boolean complete;

  ProviderCreations(
      ProviderPolicies providerPolicies,
      Policies policies,
      Creations creations,
      OwnContext ownContext,
      Clock clock,
      RandomGenerator random,
      @ConfigProperty(name = "customerkey.provider.wait", defaultValue = "10s") Duration patience) {
    this.providerPolicies = providerPolicies;
    this.policies = policies;
    this.creations = creations;
    this.ownContext = ownContext;
    this.clock = clock;
    this.random = random;
    this.patience = patience;
  }

  /** Waits a while for those of the tenant; answers where they stand then. */
  public Uni<List<ProviderPolicy>> settle(TenantId tenant) {
    Instant until = clock.instant().plus(patience);
    return providerPolicies
        .of(tenant)
        .flatMap(begun ->
            OwnContext.backHere(
                Multi.createFrom()
                    .iterable(begun)
                    .select()
                    .where(policy -> policy.state() == PolicyState.CREATING)
                    .onItem()
                    .transformToUniAndConcatenate(policy -> follow(tenant, policy, until))
                    .onItem()
                    .ignoreAsUni()))
        .flatMap(settled -> providerPolicies.of(tenant));
  }

  private Uni<Boolean> follow(TenantId tenant, ProviderPolicy policy, Instant until) {
    return ownContext
        .begin(() ->
            policies
                .get(tenant, policy.id())
                .flatMap(begun -> creations.follow(begun, until))
                .replaceWith(true))
        .onFailure()
        .recoverWithItem(false);
  }

  @Scheduled(
      every = "${customerkey.provider.sweep:5s}",
      concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
  Uni<Void> sweep() {
    if (complete) {
      return Uni.createFrom().voidItem();
    }
    return ownContext
        .begin(this::addMissing)
        .onFailure()
        .invoke(failure -> LOG.warnf("the sweep waits: %s", failure.getClass().getSimpleName()))
        .onFailure()
        .recoverWithNull()
        .replaceWithVoid();
  }

  /** One sweep; tests call it as the scheduler does. New tenants lack nothing, so it ends. */
  Uni<Integer> addMissing() {
    return providerPolicies
        .addMissing(TENANTS, new Actor(SELF, RequestId.random(random)))
        .invoke(lacking -> complete = lacking == 0);
  }
}
