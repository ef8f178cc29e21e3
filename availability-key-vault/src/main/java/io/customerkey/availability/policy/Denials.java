package io.customerkey.availability.policy;

import io.customerkey.availability.store.GenerationStore;
import io.customerkey.availability.store.PolicyStore;
import io.customerkey.protocol.common.v1.FailureReason;
import io.customerkey.protocol.failure.CustomerKeyException;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.inject.Singleton;

/**
 * Keeps denials: durable before they are acknowledged, so that one outlives an outage of everything
 * else. A policy that is not known here yet (after a restore) is noted with its denial.
 */
@Singleton
public final class Denials {
  private final PolicyStore policies;
  private final GenerationStore generations;
  private final Pool pool;

  Denials(PolicyStore policies, GenerationStore generations, Pool pool) {
    this.policies = policies;
    this.generations = generations;
    this.pool = pool;
  }

  /**
   * @param denial began or ended
   * @return the epoch that holds; higher than the denial's where it was late and changed nothing
   */
  public Uni<Long> set(Denial denial) {
    return pool.withTransaction(transaction ->
        policies
            .ensure(transaction, denial.tenant(), denial.policy())
            .invoke(known -> {
              if (!known.tenant().equals(denial.tenant())) {
                throw CustomerKeyException.of(
                    FailureReason.FAILURE_REASON_CALLER_NOT_ALLOWED,
                    "the policy is another tenant's");
              }
            })
            .chain(() -> generations.save(transaction, denial)));
  }
}
