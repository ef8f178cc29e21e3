package io.customerkey.dep.order;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.customerkey.crypto.id.GenerationId;
import io.customerkey.crypto.id.Id128;
import io.customerkey.crypto.id.KeyKind;
import io.customerkey.crypto.id.PolicyId;
import io.customerkey.crypto.id.TenantId;
import io.customerkey.protocol.failure.CustomerKeyException;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

final class OrderTest {
  private static final Instant NOON = Instant.parse("2026-11-22T12:00:00Z");

  @Test
  void isGoodForADay() {
    assertThat(OrderLife.from(NOON).expires()).isEqualTo(NOON.plus(Duration.ofHours(24)));
  }

  @Test
  void isHandedOutAgainWhileMoreThanHalfOfItsLifeRemains() {
    OrderLife life = OrderLife.from(NOON);

    assertThat(life.reusableAt(NOON)).isTrue();
    assertThat(life.reusableAt(NOON.plus(Duration.ofHours(12)).minusMillis(1))).isTrue();
    assertThat(life.reusableAt(NOON.plus(Duration.ofHours(12)))).isFalse();
    assertThat(life.reusableAt(NOON.plus(Duration.ofHours(25)))).isFalse();
  }

  @Test
  void isNotHandedOutBeforeItWasMade() {
    assertThat(OrderLife.from(NOON).reusableAt(NOON.minusSeconds(1))).isFalse();
  }

  @Test
  void movesNoChunkKeys() {
    assertThatThrownBy(() -> OrderRules.check(request(KeyKind.CHUNK, 2)))
        .isInstanceOf(CustomerKeyException.class);
  }

  @Test
  void movesNothingToWhereItIs() {
    assertThatThrownBy(() -> OrderRules.check(request(KeyKind.MAILBOX, 1)))
        .isInstanceOf(CustomerKeyException.class);
  }

  @Test
  void isRefusedWhereNoAssignmentWantsIt() {
    assertThatThrownBy(() -> OrderRules.requireWanted(false))
        .isInstanceOfSatisfying(
            CustomerKeyException.class,
            refused -> assertThat(refused.reasonName()).isEqualTo("ORDER_INVALID"));
  }

  private static RewrapRequest request(KeyKind kind, long targetGeneration) {
    return new RewrapRequest(
        new TenantId(new Id128(0, 1)),
        new RewrapRequest.End(new PolicyId(new Id128(0, 1)), new GenerationId(new Id128(0, 1))),
        new RewrapRequest.End(
            new PolicyId(new Id128(0, 2)), new GenerationId(new Id128(0, targetGeneration))),
        kind);
  }
}
