package io.customerkey.unwrap.policykey;

import io.customerkey.crypto.id.VerdictId;
import io.customerkey.crypto.key.PolicyKey;
import io.customerkey.unwrap.attempt.Cause;
import io.customerkey.unwrap.policy.PolicyRecord;
import io.customerkey.unwrap.rules.Moment;
import io.customerkey.unwrap.vault.VaultAnswer;
import io.customerkey.unwrap.verdict.Outcome;
import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.util.List;

/**
 * Opens a policy key by its customer keys, each workload by its own rule (rules, section 2). Laws
 * for every implementation:
 *
 * <ul>
 *   <li>Which of the two is asked first is chosen uniformly at random, each time anew.
 *   <li>No key is asked twice, and the availability key never.
 *   <li>Each attempt has its deadline, and both together theirs.
 *   <li>Neither opened only after both were asked and both answered.
 * </ul>
 */
public interface Opening {
  /**
   * @param record whose policy key
   * @param cause on whose behalf
   * @return the key, or what both vaults answered; fails with DEPENDENCY_UNAVAILABLE if an attempt
   *     cannot be written down
   */
  Uni<Result> open(PolicyRecord record, Cause cause);

  /**
   * How long vaults may take.
   *
   * @param attempt of one attempt
   * @param total of both
   */
  record Deadlines(Duration attempt, Duration total) {
    private static final Duration LEAST = Duration.ofMillis(100);

    /**
     * @param start of the first attempt
     * @param now when another begins
     * @return how long that one may take
     */
    Duration of(Moment start, Moment now) {
      Duration left = start.left(total, now);
      Duration most = left.compareTo(attempt) < 0 ? left : attempt;
      return most.compareTo(LEAST) < 0 ? LEAST : most;
    }
  }

  /** What came of it. */
  sealed interface Result {
    /**
     * A customer key opened.
     *
     * @param key verified, the receiver's to close
     * @param began when the successful attempt began
     * @param verdict that its attempts make
     */
    record Opened(PolicyKey key, Moment began, VerdictId verdict) implements Result {}

    /**
     * Neither did.
     *
     * @param first answer, in the order asked
     * @param second answer
     * @param verdict that they make
     */
    record Failed(VaultAnswer<PolicyKey> first, VaultAnswer<PolicyKey> second, VerdictId verdict)
        implements Result {
      Outcome firstOutcome() {
        return Outcome.of(first);
      }

      Outcome secondOutcome() {
        return Outcome.of(second);
      }

      List<VaultAnswer<PolicyKey>> answers() {
        return List.of(first, second);
      }
    }
  }
}
