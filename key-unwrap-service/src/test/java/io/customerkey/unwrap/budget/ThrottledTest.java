package io.customerkey.unwrap.budget;

import static org.assertj.core.api.Assertions.assertThat;

import io.customerkey.crypto.id.VerdictId;
import io.customerkey.unwrap.attempt.Cause;
import io.customerkey.unwrap.attempt.Operation;
import io.customerkey.unwrap.attempt.RecordedVault;
import io.customerkey.unwrap.house.House;
import io.customerkey.unwrap.policy.Authority;
import io.customerkey.unwrap.policy.Purpose;
import io.customerkey.unwrap.policykey.Grant;
import io.customerkey.unwrap.vault.ClientRequestId;
import io.customerkey.unwrap.vault.Evidence;
import io.customerkey.unwrap.vault.KeyUri;
import io.customerkey.unwrap.vault.Stage;
import io.customerkey.unwrap.vault.UnavailableReason;
import io.customerkey.unwrap.vault.VaultAnswer;
import io.customerkey.unwrap.verdict.Pairs;
import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class ThrottledTest {
  private final House house = new House();
  private final Throttled throttled = new Throttled(house.clocks);

  @Test
  void leavesAVaultAloneAsLongAsItAskedFor() {
    throttled.note(said(429, Optional.of(Duration.ofSeconds(7))));

    house.clock.advance(Duration.ofSeconds(6));
    assertThat(throttled.answer(Pairs.A))
        .hasValueSatisfying(answer ->
            assertThat(((VaultAnswer.Unavailable<?>) answer).retryAfter())
                .contains(Duration.ofSeconds(1)));
    assertThat(throttled.answer(Pairs.B)).isEmpty();
    house.clock.advance(Duration.ofSeconds(1));
    assertThat(throttled.answer(Pairs.A)).isEmpty();
  }

  @Test
  void leavesAVaultAloneForASecondIfItDidNotSay() {
    throttled.note(said(429, Optional.empty()));

    assertThat(throttled.answer(Pairs.A)).isPresent();
    house.clock.advance(Duration.ofSeconds(1));
    assertThat(throttled.answer(Pairs.A)).isEmpty();
  }

  @Test
  void letsNoVaultEscapeTheProbesForLong() {
    throttled.note(said(429, Optional.of(Duration.ofHours(1))));

    house.clock.advance(Throttled.LONGEST);

    assertThat(throttled.answer(Pairs.A)).isEmpty();
  }

  @Test
  void asksAVaultAgainThatIsInTroubleOtherwise() {
    throttled.note(said(503, Optional.of(Duration.ofSeconds(7))));

    assertThat(throttled.answer(Pairs.A)).isEmpty();
  }

  @Test
  void theAvailabilityKeyServesAPolicyWhoseVaultsWereThrottledForOtherKeys() {
    throttle(Pairs.A);
    throttle(Pairs.B);

    Grant grant = house.acquire(Purpose.USER_READ);

    assertThat(house.vault.calls()).isEmpty();
    assertThat(grant.terms().authority()).isEqualTo(Authority.AVAILABILITY_OUTAGE);
    assertThat(house.availabilityUses)
        .singleElement()
        .satisfies(use ->
            assertThat(use.attempts())
                .extracting(answer -> answer.evidence().key())
                .containsExactlyInAnyOrder(Pairs.A, Pairs.B));
  }

  @Test
  void aProbeThatWasNotMadeIsDueAsBefore() {
    throttle(Pairs.A);

    house
        .copies
        .open(cause(Operation.PROBE), house.record, 0, Duration.ofSeconds(2))
        .await()
        .indefinitely();

    assertThat(house.board.pair(house.record.pair()).newestBegan()).isEmpty();
  }

  /** Another key of the same vault is asked once too often. */
  private void throttle(KeyUri key) {
    house
        .recorded
        .call(
            cause(Operation.DESCRIBE),
            new RecordedVault.Target(
                new KeyUri(key.host(), "other", key.version()),
                house.record.keys().getFirst().directory(),
                2048),
            Optional.empty(),
            Duration.ofSeconds(2),
            request ->
                Uni.createFrom().item(said(429, Optional.of(Duration.ofSeconds(7)), request.key())))
        .await()
        .indefinitely();
  }

  private Cause cause(Operation operation) {
    return new Cause(
        house.record.ref(), operation, Optional.empty(), "", VerdictId.random(house.random));
  }

  private VaultAnswer<Object> said(int status, Optional<Duration> retryAfter) {
    return said(status, retryAfter, Pairs.A);
  }

  private VaultAnswer<Object> said(int status, Optional<Duration> retryAfter, KeyUri key) {
    var evidence =
        new Evidence(
            key,
            new ClientRequestId("00000000-0000-0000-0000-000000000001"),
            status,
            "",
            "",
            Stage.RESPONSE,
            house.clock.instant(),
            house.clock.instant());
    return new VaultAnswer.Unavailable<>(UnavailableReason.THROTTLED, retryAfter, evidence);
  }
}
