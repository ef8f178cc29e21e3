package io.customerkey.unwrap.policykey;

import io.customerkey.crypto.key.PolicyKey;
import io.customerkey.unwrap.attempt.Cause;
import io.customerkey.unwrap.policy.PolicyRecord;
import io.customerkey.unwrap.refusal.Reason;
import io.customerkey.unwrap.refusal.RefusedException;
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
        .onItemOrFailure()
        .transformToUni((answer, failure) -> {
          if (answer instanceof VaultAnswer.Ok<PolicyKey> ok) {
            return Uni.createFrom().item(new Result.Opened(ok.value(), start, cause.verdict()));
          }
          Uni<VaultAnswer<PolicyKey>> said =
              failure == null ? Uni.createFrom().item(answer) : Uni.createFrom().failure(failure);
          return failure == null || isOverload(failure)
              ? second(record, cause, 1 - first, start, said)
              : Uni.createFrom().failure(failure);
        });
  }

  /** A vault that had no room for the call was not asked, so it has not failed. */
  private static boolean isOverload(Throwable failure) {
    return failure instanceof RefusedException refused && refused.reason() == Reason.OVERLOADED;
  }

  private Uni<Result> second(
      PolicyRecord record,
      Cause cause,
      int index,
      Moment start,
      Uni<VaultAnswer<PolicyKey>> firstSaid) {
    Moment now = clocks.now();
    return copies
        .open(cause, record, index, deadlines.of(start, now))
        .chain(answer ->
            answer instanceof VaultAnswer.Ok<PolicyKey> ok
                ? Uni.createFrom().item(new Result.Opened(ok.value(), now, cause.verdict()))
                : firstSaid.map(said -> new Result.Failed(said, answer, cause.verdict())));
  }
}
