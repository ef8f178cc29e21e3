package io.customerkey.unwrap.fleet;

import io.customerkey.crypto.id.PolicyId;
import io.customerkey.crypto.id.TenantId;
import io.customerkey.crypto.statement.SignedStatement;
import io.customerkey.unwrap.verdict.EpochRaised;
import io.customerkey.unwrap.verdict.SharedPair;
import io.smallrye.mutiny.Uni;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** What the instances of this service share through the database. */
public interface SharedVerdicts {
  /**
   * @param since the {@code at} of the snapshot before; empty for everything
   * @return what changed since, and some of what did not
   */
  Uni<Snapshot> read(Optional<Instant> since);

  /**
   * Raises a policy's epoch and tells the fleet by an event, in one transaction.
   *
   * @param tenant owner
   * @param policy the policy
   * @param cause why
   * @return the new epoch; empty if the tenant has no such policy
   */
  Uni<Optional<EpochRaised>> raise(TenantId tenant, PolicyId policy, EpochRaised.Cause cause);

  /**
   * What was read.
   *
   * @param pairs states of pairs
   * @param policies epochs of policies
   * @param statements newest settings and records of policies, as they were stored
   * @param at the database's clock
   */
  record Snapshot(
      List<SharedPair> pairs,
      List<EpochRaised> policies,
      List<SignedStatement> statements,
      Instant at) {}
}
