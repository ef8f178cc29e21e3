package io.customerkey.encryptor.assignment;

import java.util.Comparator;

/**
 * A place in a signer's order: incarnation first, then counter.
 *
 * @param incarnation raised when the signer's database was restored
 * @param counter grows with every statement
 */
public record Sequence(long incarnation, long counter) implements Comparable<Sequence> {
  @Override
  public int compareTo(Sequence other) {
    return Comparator.comparingLong(Sequence::incarnation)
        .thenComparingLong(Sequence::counter)
        .compare(this, other);
  }
}
