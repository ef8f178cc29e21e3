package io.customerkey.dep.assignment;

import io.customerkey.crypto.id.PolicyId;
import io.customerkey.crypto.id.TenantId;
import io.smallrye.mutiny.Uni;

/** Counts assignments. */
public interface AssignmentCounts {
  /** How many are assigned to the policy, and how many of those have followed. */
  Uni<AssignmentCount> of(TenantId tenant, PolicyId policy);
}
