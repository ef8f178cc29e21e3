package io.customerkey.unwrap.policykey;

import io.customerkey.crypto.id.PolicyId;
import io.customerkey.crypto.id.TenantId;
import io.customerkey.unwrap.policy.PolicyRecord;
import io.customerkey.unwrap.policy.Purpose;
import io.customerkey.unwrap.policy.Standing;
import io.customerkey.unwrap.rules.Decision;
import io.customerkey.unwrap.rules.DecisionTable;
import io.customerkey.unwrap.rules.Situation;
import io.customerkey.unwrap.vault.KeyUri;
import io.customerkey.unwrap.verdict.Outcome;
import io.customerkey.unwrap.verdict.PairState;
import io.customerkey.unwrap.verdict.VerdictBoard;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Set;

/**
 * What would follow if customer keys of a policy denied: the decision table itself, over what is
 * known now. Keys that would not deny answer as they did last.
 */
public final class Foresight {
  private final Health health;
  private final VerdictBoard board;

  /**
   * What a policy would meet.
   *
   * @param darkBound after a vault's first refusal, when reads have ended at the latest
   * @param uses one for each purpose
   */
  public record Foreseen(Duration darkBound, List<Use> uses) {}

  /**
   * What a purpose would meet.
   *
   * @param purpose why a key is wanted
   * @param decision of the table
   */
  public record Use(Purpose purpose, Decision decision) {}

  /**
   * @param health knows the bound that holds now
   * @param board what is known of pairs and policies
   */
  public Foresight(Health health, VerdictBoard board) {
    this.health = health;
    this.board = board;
  }

  /**
   * @param tenant owner
   * @param policy the policy
   * @param denying slots, 1 and 2, whose keys would deny
   * @return what would follow
   * @throws io.customerkey.unwrap.refusal.RefusedException NOT_FOUND
   */
  public Foreseen of(TenantId tenant, PolicyId policy, Set<Integer> denying) {
    Health.Report report = health.of(tenant, policy);
    return new Foreseen(
        report.darkBound(),
        Arrays.stream(Purpose.values())
            .map(purpose -> new Use(purpose, decide(report.record(), purpose, denying)))
            .toList());
  }

  private Decision decide(PolicyRecord record, Purpose purpose, Set<Integer> denying) {
    PairState pair = board.pair(record.pair());
    Standing standing = board.standing(record.ref().policy());
    return DecisionTable.decide(
        new Situation(
            record.workload(),
            outcome(pair, record.keys().get(0).key(), denying.contains(1)),
            outcome(pair, record.keys().get(1).key(), denying.contains(2)),
            purpose.action(),
            Shelf.mode(record),
            standing.strict(),
            standing.fallback(),
            pair.isDenied(),
            standing.isRecovering()));
  }

  private static Outcome outcome(PairState pair, KeyUri key, boolean denies) {
    return denies ? Outcome.DENIED : pair.tally(key).last().orElse(Outcome.OK);
  }
}
