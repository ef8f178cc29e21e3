package io.customerkey.encryptor.fake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.customerkey.protocol.common.v1.FailureReason;
import io.customerkey.protocol.failure.CustomerKeyException;
import org.junit.jupiter.api.function.Executable;

/** Calls that are to be refused. */
public final class Refusals {
  private Refusals() {}

  /**
   * @return the refusal, which had this reason
   */
  public static CustomerKeyException refused(FailureReason reason, Executable call) {
    CustomerKeyException refusal = catchThrowableOfType(CustomerKeyException.class, call::execute);
    assertThat(refusal).as("refusal").isNotNull();
    assertThat(refusal.reason()).isEqualTo(reason);
    return refusal;
  }
}
