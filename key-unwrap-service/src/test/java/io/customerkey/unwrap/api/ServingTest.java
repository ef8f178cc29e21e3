package io.customerkey.unwrap.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.customerkey.crypto.id.KeyKind;
import io.customerkey.crypto.key.PackedKeys;
import io.customerkey.servicekit.identity.Caller;
import io.customerkey.unwrap.house.House;
import io.customerkey.unwrap.policy.Purpose;
import io.customerkey.unwrap.policykey.Grant;
import io.customerkey.unwrap.policykey.Wanted;
import io.customerkey.unwrap.verdict.EpochRaised;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

final class ServingTest {
  private final House house = new House();
  private final Serving serving = new Serving(house.keys, house.board, new SimpleMeterRegistry());

  @Test
  void answersAnewWhenTheKeyWasErasedUnderItsHands() {
    var tries = new AtomicInteger();

    int keys =
        serve(grant -> {
          if (tries.getAndIncrement() == 0) {
            drop();
          }
          return grant
              .key()
              .wrapper()
              .unwrapAll(KeyKind.MAILBOX, PackedKeys.takeOwnershipOf(new byte[0]))
              .count();
        });

    assertThat(keys).isZero();
    assertThat(tries).hasValue(2);
    assertThat(house.vault.calls()).hasSize(2);
  }

  @Test
  void takesNoOtherMishapForAnErasedKey() {
    assertThatThrownBy(() ->
            serve(grant -> {
              throw new IllegalStateException("a wrapped key opens to another key");
            }))
        .isInstanceOf(IllegalStateException.class);
    assertThat(house.vault.calls()).hasSize(1);
  }

  private void drop() {
    house.board.raise(
        new EpochRaised(
            house.record.ref().tenant(),
            house.record.ref().policy(),
            1,
            EpochRaised.Cause.DROP_CACHES));
  }

  private <T> T serve(Function<Grant, T> use) {
    var caller = new Caller("exchange-encryptor", Optional.empty(), "request");
    return serving
        .serve(
            house.record,
            new Wanted(Purpose.USER_READ, caller, Optional.empty()),
            use,
            new Expiry(null))
        .await()
        .indefinitely();
  }
}
