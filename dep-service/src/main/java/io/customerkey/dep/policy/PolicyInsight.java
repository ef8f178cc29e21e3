package io.customerkey.dep.policy;

import io.customerkey.crypto.id.PolicyId;
import io.customerkey.crypto.id.TenantId;
import io.customerkey.crypto.id.VerdictId;
import io.customerkey.dep.audit.RequestId;
import io.smallrye.mutiny.Uni;
import java.time.Duration;

/**
 * What key-unwrap-service knows of a policy's customer keys, and the drop of what it caches. Every
 * call fails with DEPENDENCY_UNAVAILABLE where it does not answer, NOT_FOUND where it does not know
 * the object as this tenant's.
 */
public interface PolicyInsight {
  /** What holds now. */
  Uni<PolicyHealth> health(TenantId tenant, PolicyId policy, RequestId request);

  /** A verdict with its evidence. */
  Uni<Verdict> verdict(TenantId tenant, VerdictId verdict, RequestId request);

  /** Drops cached keys everywhere; waits at most {@code wait} for acknowledgements. */
  Uni<CacheDrop> dropCaches(TenantId tenant, PolicyId policy, Duration wait, RequestId request);
}
