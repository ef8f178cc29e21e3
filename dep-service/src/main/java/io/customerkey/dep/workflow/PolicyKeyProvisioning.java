package io.customerkey.dep.workflow;

import io.customerkey.crypto.id.AttemptId;
import io.customerkey.crypto.statement.SignedStatement;
import io.customerkey.dep.audit.RequestId;
import io.smallrye.mutiny.Uni;

/** key-unwrap-service. Failures are {@code CustomerKeyException}s. */
public interface PolicyKeyProvisioning {
  /**
   * Checks the tenant's two keys and makes a policy key; every call makes another, only the stored
   * one counts.
   */
  Uni<ProvisionedKey> provision(
      ClaimedCreation creation, int availabilityKeyVersion, AttemptId attempt);

  /** Opens every copy of the record and compares; from then on the settings hold. */
  Uni<Void> prove(SignedStatement record, SignedStatement settings, RequestId request);
}
