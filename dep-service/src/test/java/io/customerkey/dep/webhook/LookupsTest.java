package io.customerkey.dep.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.smallrye.mutiny.Uni;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class LookupsTest {
  private static final Duration PATIENCE = Duration.ofSeconds(10);
  private static final List<InetAddress> ADDRESSES = List.of(InetAddress.ofLiteral("1.1.1.1"));

  private final CountDownLatch answer = new CountDownLatch(1);
  private final AtomicInteger asked = new AtomicInteger();
  private final Lookups lookups = new Lookups(this::late, 1);

  private List<InetAddress> late(String host) throws UnknownHostException {
    asked.incrementAndGet();
    try {
      answer.await();
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
    if (host.equals("unknown")) {
      throw new UnknownHostException(host);
    }
    return ADDRESSES;
  }

  @AfterEach
  void letGo() {
    answer.countDown();
  }

  private CompletableFuture<List<InetAddress>> begin(String host) {
    return lookups.of(host).subscribeAsCompletionStage();
  }

  private static List<InetAddress> end(Uni<List<InetAddress>> lookup) {
    return lookup.await().atMost(PATIENCE);
  }

  @Test
  void asksForANameOnceHoweverManyWaitForIt() {
    var first = begin("a");
    var other = begin("a");
    assertThat(begin("a").cancel(true)).isTrue();

    answer.countDown();

    assertThat(first).succeedsWithin(PATIENCE).isEqualTo(ADDRESSES);
    assertThat(other).succeedsWithin(PATIENCE).isEqualTo(ADDRESSES);
    assertThat(asked).hasValue(1);
    assertThat(end(lookups.of("a"))).isEqualTo(ADDRESSES);
    assertThat(asked).as("anew, once an answer has come").hasValue(2);
  }

  @Test
  void refusesANameThatWouldWaitBehindTooMany() {
    var first = begin("0");
    for (int i = 1; i <= Lookups.WAITING; i++) {
      var _ = begin(Integer.toString(i));
    }

    assertThatThrownBy(() -> end(lookups.of("more")))
        .isInstanceOf(RejectedExecutionException.class);

    answer.countDown();
    assertThat(first).succeedsWithin(PATIENCE);
    assertThat(begin(Integer.toString(Lookups.WAITING))).succeedsWithin(PATIENCE);
    assertThat(end(lookups.of("more"))).isEqualTo(ADDRESSES);
  }

  @Test
  void saysThatThereIsNoSuchName() {
    answer.countDown();

    assertThatThrownBy(() -> end(lookups.of("unknown")))
        .hasRootCauseInstanceOf(UnknownHostException.class);
    assertThatThrownBy(() -> end(lookups.of("unknown")))
        .hasRootCauseInstanceOf(UnknownHostException.class);
    assertThat(asked).hasValue(2);
  }
}
