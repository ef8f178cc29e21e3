package io.customerkey.unwrap.policykey;

import io.customerkey.unwrap.budget.VaultBudgets;
import io.customerkey.unwrap.policy.PolicyRecord;
import io.customerkey.unwrap.policy.PolicyState;
import io.customerkey.unwrap.policy.Standing;
import io.customerkey.unwrap.time.Clocks;
import io.customerkey.unwrap.vault.VaultHost;
import io.customerkey.unwrap.verdict.VerdictBoard;
import io.smallrye.mutiny.Uni;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Opens policy keys that nobody waits for, when both vaults have room to spare.
 *
 * @param keys opens them
 * @param budgets of the vaults
 * @param board says which not
 * @param clocks both clocks
 */
public record Reopening(PolicyKeys keys, VaultBudgets budgets, VerdictBoard board, Clocks clocks) {
  /**
   * @param record of a policy key
   * @return whether the key, once opened, could serve
   */
  public boolean isWorthwhile(PolicyRecord record) {
    Standing standing = board.standing(record.ref().policy());
    return !standing.isPurged()
        && !standing.is(PolicyState.RETIRED)
        && !standing.isSuspended(clocks.now())
        && !board.pair(record.pair()).isDenied();
  }

  /**
   * @param record of the policy key
   * @return whether it was opened
   */
  public Uni<Boolean> open(PolicyRecord record) {
    return budgets
        .spare(vaults(record))
        .chain(permit -> keys.refresh(record).onTermination().invoke(permit::close))
        .onFailure()
        .recoverWithItem(false);
  }

  /**
   * @param record of a policy key
   * @return the hosts of the vaults that open it
   */
  static Set<VaultHost> vaults(PolicyRecord record) {
    return record.keys().stream().map(copy -> copy.key().host()).collect(Collectors.toSet());
  }
}
