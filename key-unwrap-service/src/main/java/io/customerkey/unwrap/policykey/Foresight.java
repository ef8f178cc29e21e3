package io.customerkey.unwrap.policykey;

import io.customerkey.crypto.id.PolicyId;
import io.customerkey.crypto.id.TenantId;
import io.customerkey.unwrap.policy.PolicyRecord;
import io.customerkey.unwrap.policy.Purpose;
import io.customerkey.unwrap.policy.Standing;
import io.customerkey.unwrap.record.RecordBook;
import io.customerkey.unwrap.rules.Condition;
import io.customerkey.unwrap.rules.DarkBound;
import io.customerkey.unwrap.rules.Decision;
import io.customerkey.unwrap.rules.DecisionTable;
import io.customerkey.unwrap.rules.HealthRule;
import io.customerkey.unwrap.rules.Situation;
import io.customerkey.unwrap.time.Clocks;
import io.customerkey.unwrap.vault.KeyUri;
import io.customerkey.unwrap.verdict.Confirmation;
import io.customerkey.unwrap.verdict.Outcome;
import io.customerkey.unwrap.verdict.PairState;
import io.customerkey.unwrap.verdict.VerdictBoard;
import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * What would follow if customer keys of a policy denied: the decision table itself, over what is
 * known now. Keys that would not deny answer as they did last.
 */
public final class Foresight {
  private final RecordBook records;
  private final VerdictBoard board;
  private final Confirmation rule;
  private final Clocks clocks;
  private final Duration ttl;

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
   * @param records of policies
   * @param board what is known of pairs and policies
   * @param rule when a denial is confirmed
   * @param clocks both clocks
   * @param ttl time to live of a key in memory
   */
  public Foresight(
      RecordBook records, VerdictBoard board, Confirmation rule, Clocks clocks, Duration ttl) {
    this.records = records;
    this.board = board;
    this.rule = rule;
    this.clocks = clocks;
    this.ttl = ttl;
  }

  /**
   * @param tenant owner
   * @param policy the policy
   * @param denying slots, 1 and 2, whose keys would deny
   * @return what would follow; fails with NOT_FOUND
   */
  public Uni<Foreseen> of(TenantId tenant, PolicyId policy, Set<Integer> denying) {
    return records.find(tenant, policy).map(record -> foreseen(record, denying));
  }

  private Foreseen foreseen(PolicyRecord record, Set<Integer> denying) {
    return new Foreseen(
        darkBound(record),
        Arrays.stream(Purpose.values())
            .map(purpose -> new Use(purpose, decide(record, purpose, denying)))
            .toList());
  }

  /** Nobody probes the provider's own keys: only their time to live ends what is cached. */
  private Duration darkBound(PolicyRecord record) {
    if (record.providerManaged()) {
      return ttl;
    }
    PairState pair = board.pair(record.pair());
    Standing standing = board.standing(record.ref().policy());
    List<Outcome> newest =
        Stream.of(pair.one(), pair.other()).flatMap(key -> key.last().stream()).toList();
    Condition condition =
        HealthRule.of(new HealthRule.Facts(pair, newest, Optional.empty()), standing, clocks.now());
    return DarkBound.of(condition, newest, standing, rule);
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
