package io.customerkey.servicekit.streaming;

import static org.assertj.core.api.Assertions.assertThat;

import io.customerkey.protocol.failure.CustomerKeyException;
import io.smallrye.mutiny.Multi;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class DownloadTest {
  private static final Duration IDLE = Duration.ofMinutes(1);
  private final FakeServerCall call = new FakeServerCall();
  private final AtomicInteger made = new AtomicInteger();

  private Multi<String> three() {
    return Multi.createFrom()
        .range(0, 3)
        .map(number -> {
          made.incrementAndGet();
          call.ready = false;
          return "message " + number;
        });
  }

  @Test
  void makesNoMessageBeforeTheReaderHasRoom() {
    call.ready = false;

    Download.send(three(), IDLE, call);

    assertThat(made).hasValue(0);
  }

  @Test
  void makesOneMessageEachTimeTheReaderHasRoom() {
    Download.send(three(), IDLE, call);
    assertThat(call.sent).containsExactly("message 0");

    call.becomeReady();
    assertThat(call.sent).containsExactly("message 0", "message 1");
    assertThat(call.completed).isFalse();
  }

  @Test
  void endsTheCallAfterTheLastMessage() {
    Download.send(three(), IDLE, call);
    call.becomeReady();
    call.becomeReady();
    call.becomeReady();

    assertThat(call.sent).hasSize(3);
    assertThat(call.completed).isTrue();
  }

  @Test
  void cancelsTheSourceWhenTheReaderGoes() {
    AtomicBoolean cancelled = new AtomicBoolean();
    Download.send(three().onCancellation().invoke(() -> cancelled.set(true)), IDLE, call);

    call.cancel();

    assertThat(cancelled).isTrue();
    assertThat(call.failure).isNull();
  }

  @Test
  void letsGoOfAReaderThatReadsNoMore() throws Exception {
    CompletableFuture<Boolean> cancelled = new CompletableFuture<>();

    Download.send(
        three().onCancellation().invoke(() -> cancelled.complete(true)),
        Duration.ofMillis(20),
        call);

    assertThat(cancelled.get(10, TimeUnit.SECONDS)).isTrue();
    assertThat(call.failed.get(10, TimeUnit.SECONDS)).isNotNull();
    assertThat(call.refusal().metadata()).containsEntry("limit", "20");
  }

  @Test
  void sendsARefusalAsItsStatus() {
    Download.send(
        Multi.createFrom().failure(CustomerKeyException.invalid("item_id", "wrong")), IDLE, call);

    CustomerKeyException sent = call.refusal();
    assertThat(sent.metadata()).containsEntry("field", "item_id");
  }
}
