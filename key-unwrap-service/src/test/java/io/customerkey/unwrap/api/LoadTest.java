package io.customerkey.unwrap.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.customerkey.crypto.SecureRandomSource;
import io.customerkey.crypto.id.GenerationId;
import io.customerkey.crypto.id.PolicyId;
import io.customerkey.crypto.id.TenantId;
import io.customerkey.unwrap.policy.PolicyRef;
import io.customerkey.unwrap.refusal.Reason;
import io.customerkey.unwrap.refusal.RefusedException;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.helpers.test.UniAssertSubscriber;
import org.junit.jupiter.api.Test;

final class LoadTest {
  private static final SecureRandomSource RANDOM = new SecureRandomSource();

  private final Load load = new Load(new Load.Limits(2, 3, 1_000));
  private final TenantId tenant = TenantId.random(RANDOM);
  private final PolicyRef policy = ref(tenant);

  @Test
  void refusesTheOneTooManyOfAPolicy() {
    waiting(policy, 1);
    waiting(policy, 1);

    refused(waiting(policy, 1));
    waiting(ref(tenant), 1).assertNotTerminated();
  }

  @Test
  void refusesTheOneTooManyOfATenant() {
    waiting(policy, 1);
    waiting(ref(tenant), 1);
    waiting(ref(tenant), 1);

    refused(waiting(ref(tenant), 1));
    waiting(ref(TenantId.random(RANDOM)), 1).assertNotTerminated();
  }

  @Test
  void refusesWhatWouldTakeTooMuchMemory() {
    waiting(policy, 600);

    refused(waiting(policy, 500));
    waiting(policy, 400).assertNotTerminated();
  }

  @Test
  void hasRoomAgainForEachThatEndedHoweverItEnded() {
    for (int i = 0; i < 5; i++) {
      var one = waiting(policy, 400);
      var two = waiting(policy, 600);
      refused(waiting(policy, 1));
      one.cancel();
      two.cancel();
      answer(Uni.createFrom().item(1)).assertCompleted();
      answer(Uni.createFrom().failure(new IllegalStateException())).assertFailed();
    }
  }

  @Test
  void hasRoomAgainAfterWorkThatCouldNotEvenBegin() {
    for (int i = 0; i < 5; i++) {
      load.admit(policy, 600, LoadTest::cannotBegin)
          .subscribe()
          .withSubscriber(UniAssertSubscriber.create())
          .assertFailedWith(IllegalStateException.class);
    }
  }

  private static Uni<Object> cannotBegin() {
    throw new IllegalStateException("a statement that makes no sense");
  }

  private UniAssertSubscriber<Object> waiting(PolicyRef ref, int size) {
    return load.admit(ref, size, () -> Uni.createFrom().nothing())
        .subscribe()
        .withSubscriber(UniAssertSubscriber.create());
  }

  private UniAssertSubscriber<Object> answer(Uni<Object> answer) {
    return load.admit(policy, 1, () -> answer)
        .subscribe()
        .withSubscriber(UniAssertSubscriber.create());
  }

  private static void refused(UniAssertSubscriber<Object> call) {
    assertThat(call.assertFailed().getFailure())
        .isInstanceOfSatisfying(
            RefusedException.class,
            refusal -> {
              assertThat(refusal.reason()).isEqualTo(Reason.OVERLOADED);
              assertThat(refusal.retryAfter()).isPresent();
            });
  }

  private static PolicyRef ref(TenantId tenant) {
    return new PolicyRef(tenant, PolicyId.random(RANDOM), GenerationId.random(RANDOM));
  }
}
