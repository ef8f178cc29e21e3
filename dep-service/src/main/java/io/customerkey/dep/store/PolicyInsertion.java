package io.customerkey.dep.store;

import io.customerkey.dep.audit.Actor;
import io.customerkey.dep.audit.AdminAction;
import io.customerkey.dep.policy.KeyUri;
import io.customerkey.dep.policy.Policy;
import io.customerkey.dep.policy.PolicyDraft;
import io.customerkey.dep.tenant.DirectoryId;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/** Writes a policy to be created, in the transaction at hand. */
@ApplicationScoped
class PolicyInsertion {
  private final Clock clock;
  private final RandomGenerator random;

  PolicyInsertion(Clock clock, RandomGenerator random) {
    this.clock = clock;
    this.random = random;
  }

  /**
   * @param provider where the provider's own vaults live, for a policy with its keys
   */
  Uni<Policy> insert(PolicyDraft draft, Optional<DirectoryId> provider, Actor actor) {
    Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
    return new PolicyEntity(draft, provider, actor, now, random)
        .<PolicyEntity>persistAndFlush()
        .flatMap(
            persisted -> PolicyKeyEntity.persist(keys(persisted.id, draft)).replaceWith(persisted))
        .call(persisted ->
            new PolicyCreationEntity(persisted.id, actor.request(), now).persistAndFlush())
        .call(persisted ->
            new AuditEntity(now, actor, draft.tenant(), AdminAction.POLICY_REQUESTED, draft.id())
                .persist())
        .flatMap(PolicyInsertion::read);
  }

  private static List<PolicyKeyEntity> keys(UUID policy, PolicyDraft draft) {
    List<PolicyKeyEntity> keys = new ArrayList<>();
    for (KeyUri key : draft.keys()) {
      keys.add(new PolicyKeyEntity(policy, keys.size() + 1, key));
    }
    return keys;
  }

  /** The policy with its keys and creation, in the session at hand. */
  static Uni<Policy> read(PolicyEntity entity) {
    return PolicyKeyEntity.<PolicyKeyEntity>list("policyId = ?1 order by slot", entity.id)
        .flatMap(keys ->
            PolicyCreationEntity.<@Nullable PolicyCreationEntity>findById(entity.id)
                .map(creation -> entity.toPolicy(keys, Optional.ofNullable(creation))));
  }
}
