package io.customerkey.dep.policy;

import io.customerkey.crypto.id.PolicyId;
import io.customerkey.crypto.id.TenantId;
import io.customerkey.crypto.statement.SignedStatement;
import io.customerkey.dep.audit.RequestId;
import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.util.Optional;

/**
 * What the services that use a policy's keys do at once when told. Every call fails with
 * DEPENDENCY_UNAVAILABLE where the service does not answer.
 */
public interface PolicyControl {
  /** key-unwrap-service asks both customer keys until a denial is confirmed or cleared. */
  Uni<PolicyCheck> check(TenantId tenant, PolicyId policy, Duration wait, RequestId request);

  /**
   * key-unwrap-service takes settings over; who has dropped the policy's keys where they suspend
   * it.
   */
  Uni<Optional<CacheDrop>> settle(SignedStatement settings, Duration wait, RequestId request);

  /** availability-key-vault takes settings over. */
  Uni<Void> settleAvailability(SignedStatement settings, RequestId request);
}
