package io.customerkey.availability.policy;

import io.customerkey.availability.policy.KnownPolicy.StoredSettings;
import io.customerkey.availability.store.PolicyStore;
import io.customerkey.crypto.Bytes;
import io.customerkey.crypto.id.PolicyId;
import io.customerkey.crypto.id.TenantId;
import io.customerkey.protocol.common.v1.FailureReason;
import io.customerkey.protocol.common.v1.SignedStatement;
import io.customerkey.protocol.failure.CustomerKeyException;
import io.customerkey.protocol.statement.v1.PolicySettings;
import io.customerkey.servicekit.statement.StatementVerifier;
import io.customerkey.servicekit.statement.Verified;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.inject.Singleton;

/** Takes signed settings over, from the topic or from a caller: the newest sequence holds. */
@Singleton
public final class SettingsIntake {
  private final StatementVerifier verifier;
  private final PolicyStore policies;
  private final Suspensions suspensions;
  private final Pool pool;

  SettingsIntake(
      StatementVerifier verifier, PolicyStore policies, Suspensions suspensions, Pool pool) {
    this.verifier = verifier;
    this.policies = policies;
    this.suspensions = suspensions;
    this.pool = pool;
  }

  /**
   * @param statement a {@code customerkey.policy-settings.v1}
   * @return done, also where an older or the same statement changed nothing; fails with
   *     RECORD_NOT_TRUSTED for one that is not trusted, of another tenant than the policy, or
   *     another with a sequence that was seen
   */
  public Uni<Void> take(SignedStatement statement) {
    return Uni.createFrom()
        .item(() -> verifier.policySettings(statement))
        .chain(verified -> pool.withTransaction(transaction -> take(transaction, verified)));
  }

  private Uni<Void> take(SqlConnection transaction, Verified<PolicySettings> verified) {
    PolicySettings settings = verified.payload();
    TenantId tenant;
    PolicyId policy;
    try {
      tenant = TenantId.of(settings.getTenantId().toByteArray());
      policy = PolicyId.of(settings.getPolicyId().toByteArray());
    } catch (IllegalArgumentException e) {
      throw refused("the settings' ids are malformed");
    }
    StoredSettings candidate =
        new StoredSettings(
            Bytes.takeOwnershipOf(verified.statement().toByteArray()),
            StatementSequence.of(settings.getSequence()),
            verified.hash());
    return policies
        .ensure(transaction, tenant, policy)
        .chain(known ->
            newer(known, tenant, candidate)
                ? policies
                    .save(transaction, policy, candidate)
                    .invoke(() -> suspensions.learn(policy, Settings.of(settings)))
                : Uni.createFrom().voidItem());
  }

  private static boolean newer(KnownPolicy known, TenantId tenant, StoredSettings candidate) {
    if (!known.tenant().equals(tenant)) {
      throw refused("the policy is another tenant's");
    }
    if (known.settings().isEmpty()) {
      return true;
    }
    StoredSettings held = known.settings().get();
    int order = candidate.sequence().compareTo(held.sequence());
    if (order == 0 && !candidate.hash().equals(held.hash())) {
      throw refused("other settings with this sequence were seen");
    }
    return order > 0;
  }

  private static CustomerKeyException refused(String message) {
    return CustomerKeyException.of(FailureReason.FAILURE_REASON_RECORD_NOT_TRUSTED, message);
  }
}
