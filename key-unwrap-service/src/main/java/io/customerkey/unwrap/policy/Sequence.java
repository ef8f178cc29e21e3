package io.customerkey.unwrap.policy;

import java.util.Comparator;

/**
 * A place in a signer's order: incarnation first, then counter.
 *
 * @param incarnation raised when the signer's database was restored
 * @param counter grows with every statement
 */
public record Sequence(long incarnation, long counter) implements Comparable<Sequence> {
  /** Before every statement. */
  public static final Sequence NONE = new Sequence(0, 0);

  private static final Comparator<Sequence> ORDER =
      Comparator.comparingLong(Sequence::incarnation).thenComparingLong(Sequence::counter);

  /**
   * @param other another place
   * @return whether this one is later
   */
  public boolean isAfter(Sequence other) {
    return compareTo(other) > 0;
  }

  @Override
  public int compareTo(Sequence other) {
    return ORDER.compare(this, other);
  }
}
