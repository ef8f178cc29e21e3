package io.customerkey.encryptor.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.customerkey.protocol.common.v1.FailureReason;
import io.customerkey.protocol.failure.CustomerKeyException;
import org.junit.jupiter.api.Test;

class SlotsTest {
  private final Slots slots = new Slots("uploads", 2);

  @Test
  void refusesOneMoreAtOnceAndRetryably() {
    slots.take();
    slots.take();

    CustomerKeyException refusal = catchThrowableOfType(CustomerKeyException.class, slots::take);

    assertThat(refusal.reason()).isEqualTo(FailureReason.FAILURE_REASON_OVERLOADED);
    assertThat(refusal.retryable()).isTrue();
    assertThat(slots.taken()).isEqualTo(2);
  }

  @Test
  void takesASlotBackOnceHoweverOftenItIsGiven() {
    Runnable first = slots.take();
    slots.take();

    first.run();
    first.run();

    assertThat(slots.taken()).isEqualTo(1);
  }
}
