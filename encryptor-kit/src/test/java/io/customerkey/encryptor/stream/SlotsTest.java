package io.customerkey.encryptor.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.customerkey.crypto.id.Id128;
import io.customerkey.crypto.id.TenantId;
import io.customerkey.protocol.common.v1.FailureReason;
import io.customerkey.protocol.failure.CustomerKeyException;
import org.junit.jupiter.api.Test;

class SlotsTest {
  private static final TenantId ONE = tenant(1);
  private static final TenantId OTHER = tenant(2);
  private static final int COUNT = 8;
  private static final int SHARE = 7;

  private final Slots slots = new Slots("uploads", COUNT, 1);

  private static TenantId tenant(long number) {
    return new TenantId(new Id128(0, number));
  }

  @Test
  void refusesOneMoreAtOnceAndRetryably() {
    take(ONE, COUNT / 2);
    take(OTHER, COUNT / 2);

    CustomerKeyException refusal = refusal(OTHER);

    assertThat(refusal.reason()).isEqualTo(FailureReason.FAILURE_REASON_OVERLOADED);
    assertThat(refusal.retryable()).isTrue();
    assertThat(slots.taken()).isEqualTo(COUNT);
  }

  @Test
  void leavesSlotsForOthersWhateverOneTenantDoes() {
    take(ONE, SHARE);

    CustomerKeyException refusal = refusal(ONE);

    assertThat(refusal.reason()).isEqualTo(FailureReason.FAILURE_REASON_OVERLOADED);
    assertThat(refusal).hasMessageContaining("of the tenant");
    assertThat(slots.taken()).isEqualTo(SHARE);
    take(OTHER, 1);
    assertThat(slots.taken()).isEqualTo(COUNT);
  }

  @Test
  void takesASlotBackOnceHoweverOftenItIsGiven() {
    Runnable first = slots.take(ONE, 1);
    slots.take(ONE, 1);

    first.run();
    first.run();

    assertThat(slots.taken()).isEqualTo(1);
    take(ONE, SHARE - 1);
    assertThat(slots.taken()).isEqualTo(SHARE);
  }

  @Test
  void countsWhatAStreamTakesAndLetsATenantHaveOneStreamAtLeast() {
    Slots memory = new Slots("large uploads", COUNT, COUNT);

    Runnable whole = memory.take(ONE, COUNT);
    assertThat(memory.taken()).isEqualTo(COUNT);
    whole.run();

    assertThat(memory.taken()).isZero();
  }

  private void take(TenantId tenant, int times) {
    for (int taken = 0; taken < times; taken++) {
      slots.take(tenant, 1);
    }
  }

  private CustomerKeyException refusal(TenantId tenant) {
    return catchThrowableOfType(CustomerKeyException.class, () -> slots.take(tenant, 1));
  }
}
