package io.customerkey.unwrap.policykey;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.customerkey.unwrap.refusal.Reason;
import io.customerkey.unwrap.refusal.RefusedException;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.UniEmitter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

final class FlightsTest {
  private final Flights<String, String> flights = new Flights<>(Duration.ofMillis(100));

  @Test
  void letsAllWaitForTheOneThatRuns() {
    List<UniEmitter<? super String>> begun = new ArrayList<>();
    List<String> landed = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      flights.join("key", () -> Uni.createFrom().emitter(begun::add)).subscribe().with(landed::add);
    }

    begun.getFirst().complete("opened");

    assertThat(begun).hasSize(1);
    assertThat(landed).containsExactly("opened", "opened", "opened");
  }

  @Test
  void givesAFlightUpThatNeverLandsAndBeginsAnother() {
    assertThatThrownBy(() -> join(Uni.createFrom().nothing()))
        .isInstanceOfSatisfying(
            RefusedException.class,
            refused -> assertThat(refused.reason()).isEqualTo(Reason.DEPENDENCY_UNAVAILABLE));

    assertThat(join(Uni.createFrom().item("opened"))).isEqualTo("opened");
  }

  private String join(Uni<String> fetch) {
    return flights.join("key", () -> fetch).await().atMost(Duration.ofSeconds(30));
  }
}
