package io.customerkey.servicekit.streaming;

import static org.assertj.core.api.Assertions.assertThat;

import io.customerkey.protocol.failure.CustomerKeyException;
import io.smallrye.mutiny.Multi;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class DownloadTest {
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

    Download.send(three(), call);

    assertThat(made).hasValue(0);
  }

  @Test
  void makesOneMessageEachTimeTheReaderHasRoom() {
    Download.send(three(), call);
    assertThat(call.sent).containsExactly("message 0");

    call.becomeReady();
    assertThat(call.sent).containsExactly("message 0", "message 1");
    assertThat(call.completed).isFalse();
  }

  @Test
  void endsTheCallAfterTheLastMessage() {
    Download.send(three(), call);
    call.becomeReady();
    call.becomeReady();
    call.becomeReady();

    assertThat(call.sent).hasSize(3);
    assertThat(call.completed).isTrue();
  }

  @Test
  void cancelsTheSourceWhenTheReaderGoes() {
    AtomicBoolean cancelled = new AtomicBoolean();
    Download.send(three().onCancellation().invoke(() -> cancelled.set(true)), call);

    call.cancel();

    assertThat(cancelled).isTrue();
    assertThat(call.failure).isNull();
  }

  @Test
  void sendsARefusalAsItsStatus() {
    Download.send(
        Multi.createFrom().failure(CustomerKeyException.invalid("item_id", "wrong")), call);

    CustomerKeyException sent = call.refusal();
    assertThat(sent.metadata()).containsEntry("field", "item_id");
  }
}
