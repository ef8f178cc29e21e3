package io.customerkey.crypto;

import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.customerkey.crypto.CryptoRefusedException.Subject;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;

/** What the tests say about refusals. */
public final class Refusals {
  private Refusals() {}

  /**
   * Asserts that a call refuses its input.
   *
   * @param subject what it says it refused
   * @param call the call
   */
  public static void assertRefused(Subject subject, ThrowingCallable call) {
    assertThatExceptionOfType(CryptoRefusedException.class)
        .isThrownBy(call)
        .withNoCause()
        .withMessage("refused: " + subject)
        .extracting(CryptoRefusedException::subject)
        .isEqualTo(subject);
  }
}
