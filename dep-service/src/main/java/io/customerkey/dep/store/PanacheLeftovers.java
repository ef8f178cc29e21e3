package io.customerkey.dep.store;

import io.customerkey.crypto.id.PolicyId;
import io.customerkey.dep.workflow.LeftoverKey;
import io.customerkey.dep.workflow.Leftovers;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Leftover availability keys as entities. */
@ApplicationScoped
class PanacheLeftovers implements Leftovers {
  private final Clock clock;

  PanacheLeftovers(Clock clock) {
    this.clock = clock;
  }

  @Override
  public Uni<List<LeftoverKey>> due(int limit) {
    return Panache.withSession(() ->
            LeftoverKeyEntity.<LeftoverKeyEntity>find(
                    "nextAttempt <= ?1 order by nextAttempt", clock.instant())
                .range(0, limit - 1)
                .list())
        .map(rows -> rows.stream().map(LeftoverKeyEntity::toLeftover).toList());
  }

  @Override
  public Uni<Boolean> isAnyOf(PolicyId policy) {
    return Panache.withSession(() -> LeftoverKeyEntity.count("policyId", policy.toUuid()))
        .map(count -> count > 0);
  }

  @Override
  public Uni<Void> discarded(LeftoverKey leftover) {
    return Panache.withTransaction(() -> LeftoverKeyEntity.delete("id", leftover.key().toUuid()))
        .replaceWithVoid();
  }

  @Override
  public Uni<Void> retryLater(LeftoverKey leftover, Instant at) {
    return Panache.withTransaction(() ->
            LeftoverKeyEntity.<@Nullable LeftoverKeyEntity>findById(leftover.key().toUuid())
                .invoke(row -> {
                  if (row != null) {
                    row.putOff(at);
                  }
                }))
        .replaceWithVoid();
  }
}
