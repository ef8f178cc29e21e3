package io.customerkey.unwrap.policykey;

import io.customerkey.crypto.key.PolicyKey;
import io.customerkey.unwrap.attempt.Cause;
import io.customerkey.unwrap.policy.PolicyRecord;
import io.customerkey.unwrap.rules.Moment;
import io.customerkey.unwrap.time.Clocks;
import io.customerkey.unwrap.vault.VaultAnswer;
import io.smallrye.mutiny.Uni;
import java.util.random.RandomGenerator;

/** The Exchange rule: one of the two customer keys; on any failure the other. */
public final class ExchangeOpening implements Opening {
  private final CopyOpener copies;
  private final RandomGenerator random;
  private final Clocks clocks;
  private final Deadlines deadlines;

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

  @Override
  public Uni<Result> open(PolicyRecord record, Cause cause) {
    int first = random.nextInt(2);
    Moment start = clocks.now();
    return copies
        .open(cause, record, first, deadlines.of(start, start))
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
    return copies
        .open(cause, record, index, deadlines.of(start, now))
        .map(answer ->
            answer instanceof VaultAnswer.Ok<PolicyKey> ok
                ? new Result.Opened(ok.value(), now, cause.verdict())
                : new Result.Failed(firstAnswer, answer, cause.verdict()));
  }
}
