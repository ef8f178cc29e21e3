package io.customerkey.crypto.key;

import java.util.Arrays;

/** Indexes in a growing array, so that a batch without failures allocates none. */
final class Failures {
  private static final int FIRST_ALLOCATION = 8;

  private int[] indexes = new int[0];
  private int size;

  void add(int index) {
    if (size == indexes.length) {
      indexes = Arrays.copyOf(indexes, Math.max(FIRST_ALLOCATION, 2 * size));
    }
    indexes[size++] = index;
  }

  int[] toArray() {
    return Arrays.copyOf(indexes, size);
  }
}
