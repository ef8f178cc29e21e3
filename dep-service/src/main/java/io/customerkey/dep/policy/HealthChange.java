package io.customerkey.dep.policy;

import io.customerkey.crypto.id.Id128;
import io.customerkey.crypto.id.PolicyId;
import io.customerkey.crypto.id.TenantId;
import io.customerkey.dep.tenant.Cursor;
import io.customerkey.dep.tenant.Page;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A policy went from one state to another.
 *
 * @param tenant owner
 * @param policy the policy
 * @param number 1 for the policy's first change, and so on without a gap
 * @param from state before
 * @param to state now
 * @param changed when it was seen
 */
public record HealthChange(
    TenantId tenant,
    PolicyId policy,
    long number,
    String from,
    PolicyHealth.State to,
    Instant changed) {
  /**
   * @param changes newest first
   * @param limit as many as were asked for
   * @return a page; the first change of all ends the list
   */
  public static Page<HealthChange> page(List<HealthChange> changes, int limit) {
    Optional<Cursor> next =
        changes.size() < limit || changes.getLast().number() == 1
            ? Optional.empty()
            : Optional.of(new Cursor(Optional.empty(), new Id128(0, changes.getLast().number())));
    return new Page<>(changes, next);
  }
}
