package io.customerkey.unwrap.attempt;

import java.util.Locale;

/** What is asked of a vault, and why. Names are kept in the database and never change. */
public enum Operation {
  /** What kind of key it is. */
  DESCRIBE,
  /** A new policy key's copy. */
  WRAP,
  /** A copy opened for a request. */
  UNWRAP,
  /** A copy opened to learn the verdict. */
  PROBE,
  /** A copy opened to prove a record. */
  PROVE;

  /**
   * @return as written in key-use events
   */
  public String text() {
    return name().toLowerCase(Locale.ROOT);
  }
}
