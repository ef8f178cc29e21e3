package io.customerkey.crypto.key;

/** What a batch became under its new wrapping key. */
public final class RewrappedKeys {
  private final PackedKeys keys;
  private final int[] failures;

  RewrappedKeys(PackedKeys keys, int[] failures) {
    this.keys = keys;
    this.failures = failures;
  }

  /**
   * {@return the same objects and versions in the same order; the wrapped key of a failed entry is
   * zeros}
   */
  public PackedKeys keys() {
    return keys;
  }

  /** {@return ascending indexes of the entries that were refused; empty nearly always} */
  public int[] failures() {
    return failures.clone();
  }
}
