package io.customerkey.dep.simulation;

import io.customerkey.crypto.id.PolicyId;
import io.customerkey.crypto.id.Workload;
import io.customerkey.dep.tenant.Name;
import java.util.Set;

/**
 * A policy that an act touches.
 *
 * @param policy the policy
 * @param name for people
 * @param workload what it protects
 * @param slots of its keys that are touched
 * @param objects mailboxes or sites whose keys it wraps now, or will at their first use
 */
public record Touched(
    PolicyId policy, Name name, Workload workload, Set<Integer> slots, long objects) {
  /** Copies the slots. */
  public Touched {
    slots = Set.copyOf(slots);
  }
}
