package io.customerkey.unwrap.policykey;

import static io.customerkey.unwrap.verdict.Pairs.A;
import static io.customerkey.unwrap.verdict.Pairs.B;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.customerkey.crypto.Bytes;
import io.customerkey.crypto.key.PolicyKey;
import io.customerkey.crypto.key.SlotPayload;
import io.customerkey.servicekit.identity.Caller;
import io.customerkey.unwrap.availability.AvailabilityKeys;
import io.customerkey.unwrap.availability.AvailabilityRequest;
import io.customerkey.unwrap.availability.DenialNotice;
import io.customerkey.unwrap.house.House;
import io.customerkey.unwrap.policy.PolicyRecord;
import io.customerkey.unwrap.policy.PolicyRef;
import io.customerkey.unwrap.refusal.Reason;
import io.customerkey.unwrap.refusal.RefusedException;
import io.customerkey.unwrap.vault.KeyUri;
import io.customerkey.unwrap.verdict.Outcome;
import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class ProofTest {
  private static final Caller CALLER = new Caller("dep-service", Optional.empty(), "request");

  private final House house = new House();
  private final Kept kept = new Kept();
  private final Proof proof = new Proof(house.copies, kept, house.random, Duration.ofSeconds(2));

  @Test
  void opensBothCustomersCopiesAndThenTheAvailabilityCopy() {
    proof.prove(house.record, CALLER).await().indefinitely();

    assertThat(house.vault.calls()).containsExactlyInAnyOrder(A, B);
    assertThat(kept.proven).containsExactly(house.record);
  }

  @Test
  void leavesTheAvailabilityKeyAloneUnlessBothCustomersKeysOpen() {
    for (KeyUri denied : List.of(A, B)) {
      house.vault.answers(denied, Outcome.DENIED);

      assertThatThrownBy(() -> proof.prove(house.record, CALLER).await().indefinitely())
          .isInstanceOfSatisfying(
              RefusedException.class,
              refused -> assertThat(refused.reason()).isEqualTo(Reason.CUSTOMER_KEY_DENIED));
      house.vault.answers(denied, Outcome.OK);
    }

    assertThat(kept.proven).isEmpty();
  }

  /** Remembers which records it was asked to prove. */
  private static final class Kept implements AvailabilityKeys {
    private final List<PolicyRecord> proven = new ArrayList<>();

    @Override
    public Uni<Void> prove(PolicyRecord record, Caller caller) {
      proven.add(record);
      return Uni.createFrom().voidItem();
    }

    @Override
    public Uni<Bytes> wrap(PolicyRef ref, KeyVersion key, SlotPayload payload, Caller caller) {
      throw new UnsupportedOperationException("not needed here");
    }

    @Override
    public Uni<PolicyKey> unwrap(AvailabilityRequest request) {
      throw new UnsupportedOperationException("not needed here");
    }

    @Override
    public Uni<Long> setDenial(DenialNotice notice) {
      throw new UnsupportedOperationException("not needed here");
    }
  }
}
