package io.customerkey.availability.policy;

import io.customerkey.protocol.common.v1.FailureReason;
import io.customerkey.protocol.common.v1.Sequence;
import io.customerkey.protocol.failure.CustomerKeyException;
import java.util.Comparator;

/**
 * A place in dep-service's order: incarnation first, then counter (formats §2).
 *
 * @param incarnation raised when the signer's database was restored
 * @param counter grows with every statement
 */
public record StatementSequence(long incarnation, long counter)
    implements Comparable<StatementSequence> {
  private static final Comparator<StatementSequence> ORDER =
      Comparator.comparingLong(StatementSequence::incarnation)
          .thenComparingLong(StatementSequence::counter);

  /**
   * @param sequence of a trusted statement
   * @return the value
   * @throws CustomerKeyException RECORD_NOT_TRUSTED for numbers over 2⁶³ − 1, which no signer of
   *     ours writes
   */
  public static StatementSequence of(Sequence sequence) {
    if (sequence.getIncarnation() < 0 || sequence.getCounter() < 0) {
      throw CustomerKeyException.of(
          FailureReason.FAILURE_REASON_RECORD_NOT_TRUSTED, "the statement's sequence is too large");
    }
    return new StatementSequence(sequence.getIncarnation(), sequence.getCounter());
  }

  @Override
  public int compareTo(StatementSequence other) {
    return ORDER.compare(this, other);
  }
}
