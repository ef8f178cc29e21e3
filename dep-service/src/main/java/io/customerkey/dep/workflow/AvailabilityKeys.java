package io.customerkey.dep.workflow;

import io.customerkey.crypto.id.AvailabilityKeyId;
import io.customerkey.crypto.id.PolicyId;
import io.customerkey.crypto.id.TenantId;
import io.customerkey.dep.audit.RequestId;
import io.smallrye.mutiny.Uni;

/** availability-key-vault. Failures are {@code CustomerKeyException}s. */
public interface AvailabilityKeys {
  /** Makes the key; the same again answers the same version. */
  Uni<Integer> create(TenantId tenant, PolicyId policy, AvailabilityKeyId key, RequestId request);

  /** Takes back a key that was never proven; one that is gone or never was is no failure. */
  Uni<Void> discard(TenantId tenant, PolicyId policy, AvailabilityKeyId key, RequestId request);
}
