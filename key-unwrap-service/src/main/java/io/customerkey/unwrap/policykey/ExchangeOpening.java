package io.customerkey.unwrap.policykey;

import io.customerkey.crypto.id.VerdictId;
import io.customerkey.crypto.key.PolicyKey;
import io.customerkey.unwrap.attempt.Cause;
import io.customerkey.unwrap.policy.PolicyRecord;
import io.customerkey.unwrap.rules.Moment;
import io.customerkey.unwrap.time.Clocks;
import io.customerkey.unwrap.vault.VaultAnswer;
import io.customerkey.unwrap.verdict.Outcome;
import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * Opens a policy key by the customer keys as Exchange does (rules, section 2): one of the two,
 * uniformly at random; on any failure the other. Each attempt has its deadline, and both together
 * theirs. The availability key is not asked here.
 */
public final class ExchangeOpening {
  private static final Duration LEAST = Duration.ofMillis(100);

  private final CopyOpener copies;
  private final RandomGenerator random;
  private final Clocks clocks;
  private final Deadlines deadlines;

  /**
   * @param attempt of one attempt
   * @param total of both
   */
  public record Deadlines(Duration attempt, Duration total) {}

  /** What came of it. */
  public sealed interface Result {
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

  /**
   * @param copies opens one copy
   * @param random chooses which is asked first
   * @param clocks both clocks
   * @param deadlines of the attempts
   */
  public ExchangeOpening(
      CopyOpener copies, RandomGenerator random, Clocks clocks, Deadlines deadlines) {
    this.copies = copies;
    this.random = random;
    this.clocks = clocks;
    this.deadlines = deadlines;
  }

  /**
   * @param record whose policy key
   * @param cause on whose behalf
   * @return the key, or what both vaults answered
   */
  public Uni<Result> open(PolicyRecord record, Cause cause) {
    int first = random.nextInt(2);
    Moment start = clocks.now();
    return copies
        .open(cause, record, first, deadlines.attempt())
        .chain(answer ->
            answer instanceof VaultAnswer.Ok<PolicyKey> ok
                ? Uni.createFrom().item(new Result.Opened(ok.value(), start, cause.verdict()))
                : second(record, cause, 1 - first, start, answer));
  }

  private Uni<Result> second(
      PolicyRecord record,
      Cause cause,
      int index,
      Moment start,
      VaultAnswer<PolicyKey> firstAnswer) {
    Moment now = clocks.now();
    Duration left = start.left(deadlines.total(), now);
    Duration timeout = left.compareTo(deadlines.attempt()) < 0 ? left : deadlines.attempt();
    return copies
        .open(cause, record, index, timeout.compareTo(LEAST) < 0 ? LEAST : timeout)
        .map(answer ->
            answer instanceof VaultAnswer.Ok<PolicyKey> ok
                ? new Result.Opened(ok.value(), now, cause.verdict())
                : new Result.Failed(firstAnswer, answer, cause.verdict()));
  }
}
