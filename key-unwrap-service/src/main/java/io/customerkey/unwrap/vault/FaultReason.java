package io.customerkey.unwrap.vault;

import java.util.Locale;

/** Whose mistake a vault pointed out: ours. Names are kept with the evidence and never change. */
public enum FaultReason {
  /** 400: the request or the wrapped copy is not accepted. */
  REQUEST_REFUSED,
  /** Another key or version answered than was asked. */
  OTHER_KEY_ANSWERED,
  /** The answer is larger than any that is right. */
  ANSWER_TOO_LARGE,
  /** What was opened is not the policy key that the record speaks of. */
  CHECK_VALUE_WRONG;

  /**
   * @return as written in evidence and logs
   */
  public String text() {
    return name().toLowerCase(Locale.ROOT);
  }
}
