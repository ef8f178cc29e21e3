package io.customerkey.benchmarks.fleet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class QuantilesTest {
  @Test
  void takesTheNearestRank() {
    List<Double> hundred = IntStream.rangeClosed(1, 100).mapToObj(n -> (double) (101 - n)).toList();

    assertThat(Quantiles.of(hundred, 0.99)).isEqualTo(99);
    assertThat(Quantiles.of(hundred, 0.5)).isEqualTo(50);
    assertThat(Quantiles.of(hundred, 1)).isEqualTo(100);
    assertThat(Quantiles.of(List.of(7.0), 0.99)).isEqualTo(7);
  }

  @Test
  void saysSoWhereNothingWasMeasured() {
    assertThatIllegalStateException().isThrownBy(() -> Quantiles.of(List.of(), 0.5));
  }
}
