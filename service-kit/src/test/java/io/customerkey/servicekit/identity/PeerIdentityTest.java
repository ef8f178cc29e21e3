package io.customerkey.servicekit.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.customerkey.protocol.failure.CustomerKeyException;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

final class PeerIdentityTest {

  @Test
  void readsTheLastElementOfTheSpiffeId() {
    assertThat(
            PeerIdentity.identity(
                List.of(
                    List.of(2, "localhost"), List.of(6, "spiffe://customerkey.local/workload"))))
        .isEqualTo("workload");
  }

  static Stream<List<List<?>>> others() {
    return Stream.of(
        List.of(),
        List.of(List.of(2, "spiffe://customerkey.local/workload")),
        List.of(List.of(6, "spiffe://elsewhere.local/workload")),
        List.of(List.of(6, "spiffe://customerkey.local/")),
        List.of(List.of(6, "spiffe://customerkey.local/a/b")),
        List.of(List.of(6, "spiffe://customerkey.local/Workload")),
        List.of(
            List.of(6, "spiffe://customerkey.local/workload"),
            List.of(6, "spiffe://customerkey.local/dep-service")));
  }

  @ParameterizedTest
  @MethodSource("others")
  void refusesAnythingElse(List<List<?>> names) {
    assertThatThrownBy(() -> PeerIdentity.identity(names)).isInstanceOf(CustomerKeyException.class);
  }

  @Test
  void refusesACallWithoutTls() {
    assertThatThrownBy(() -> PeerIdentity.of(null)).isInstanceOf(CustomerKeyException.class);
  }
}
