package io.customerkey.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.common.util.concurrent.Futures;
import com.google.common.util.concurrent.ListeningExecutorService;
import com.google.common.util.concurrent.MoreExecutors;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class LanesTest {
  @Test
  void keepsNoMoreCallsInFlightThanLanes() throws InterruptedException {
    AtomicInteger inFlight = new AtomicInteger();
    AtomicInteger most = new AtomicInteger();
    try (ListeningExecutorService pool =
        MoreExecutors.listeningDecorator(Executors.newFixedThreadPool(8))) {
      Lanes.Sample sample =
          Lanes.run(
              4,
              Duration.ofMillis(100),
              () ->
                  pool.submit(() -> {
                    most.accumulateAndGet(inFlight.incrementAndGet(), Math::max);
                    inFlight.decrementAndGet();
                  }));
      assertThat(sample.calls()).isPositive();
      assertThat(sample.perSecond()).isPositive();
      assertThat(sample.tailMicros()).isGreaterThanOrEqualTo(sample.medianMicros());
    }
    assertThat(most.get()).isBetween(1, 4);
  }

  @Test
  void endsWithTheFirstFailure() {
    assertThatThrownBy(() ->
            Lanes.run(
                4,
                Duration.ofMinutes(1),
                () -> Futures.immediateFailedFuture(new IllegalArgumentException("no"))))
        .hasRootCauseInstanceOf(IllegalArgumentException.class);
  }
}
