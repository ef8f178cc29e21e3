package io.customerkey.unwrap.budget;

import static org.assertj.core.api.Assertions.assertThat;

import io.customerkey.unwrap.house.House;
import io.customerkey.unwrap.vault.ClientRequestId;
import io.customerkey.unwrap.vault.Evidence;
import io.customerkey.unwrap.vault.Stage;
import io.customerkey.unwrap.vault.UnavailableReason;
import io.customerkey.unwrap.vault.VaultAnswer;
import io.customerkey.unwrap.verdict.Pairs;
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
    assertThat(throttled.answer(Pairs.A.host()))
        .hasValueSatisfying(answer ->
            assertThat(((VaultAnswer.Unavailable<?>) answer).retryAfter())
                .contains(Duration.ofSeconds(1)));
    assertThat(throttled.answer(Pairs.B.host())).isEmpty();
    house.clock.advance(Duration.ofSeconds(1));
    assertThat(throttled.answer(Pairs.A.host())).isEmpty();
  }

  @Test
  void leavesAVaultAloneForASecondIfItDidNotSay() {
    throttled.note(said(429, Optional.empty()));

    assertThat(throttled.answer(Pairs.A.host())).isPresent();
    house.clock.advance(Duration.ofSeconds(1));
    assertThat(throttled.answer(Pairs.A.host())).isEmpty();
  }

  @Test
  void letsNoVaultEscapeTheProbesForLong() {
    throttled.note(said(429, Optional.of(Duration.ofHours(1))));

    house.clock.advance(Throttled.LONGEST);

    assertThat(throttled.answer(Pairs.A.host())).isEmpty();
  }

  @Test
  void asksAVaultAgainThatIsInTroubleOtherwise() {
    throttled.note(said(503, Optional.of(Duration.ofSeconds(7))));

    assertThat(throttled.answer(Pairs.A.host())).isEmpty();
  }

  private VaultAnswer<Object> said(int status, Optional<Duration> retryAfter) {
    var evidence =
        new Evidence(
            Pairs.A,
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
