package io.customerkey.servicekit.streaming;

import static org.assertj.core.api.Assertions.assertThat;

import io.customerkey.protocol.failure.CustomerKeyException;
import io.grpc.stub.StreamObserver;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.UniEmitter;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

class UploadTest {
  private final FakeServerCall call = new FakeServerCall();
  private final List<String> taken = new ArrayList<>();
  private final List<UniEmitter<? super Void>> working = new ArrayList<>();

  /** Works on one message at a time and ends it by hand. */
  private Uni<String> slowly(Multi<String> messages) {
    return messages
        .onItem()
        .transformToUniAndConcatenate(message -> {
          taken.add(message);
          return Uni.createFrom().<Void>emitter(working::add);
        })
        .collect()
        .last()
        .map(last -> "stored " + taken.size());
  }

  @Test
  void asksForTheNextMessageWhenTheOneBeforeIsDone() {
    StreamObserver<String> upload = Upload.receive(call, this::slowly);
    assertThat(call.automatic).isFalse();
    assertThat(call.requested).isEqualTo(1);

    upload.onNext("a");
    assertThat(call.requested).isEqualTo(1);

    working.getFirst().complete(null);
    assertThat(call.requested).isEqualTo(2);
  }

  @Test
  void answersAfterTheLastMessageIsDone() {
    StreamObserver<String> upload = Upload.receive(call, this::slowly);
    upload.onNext("a");
    upload.onCompleted();
    assertThat(call.completed).isFalse();

    working.getFirst().complete(null);

    assertThat(call.sent).containsExactly("stored 1");
    assertThat(call.completed).isTrue();
  }

  @Test
  void failsThePipelineWhenTheClientGoes() {
    AtomicReference<Throwable> failure = new AtomicReference<>();
    StreamObserver<String> upload =
        Upload.receive(call, messages -> slowly(messages).onFailure().invoke(failure::set));
    upload.onNext("a");

    call.cancel();

    assertThat(failure.get()).isInstanceOf(CancellationException.class);
    assertThat(call.failure).isNull();
    assertThat(call.sent).isEmpty();
  }

  @Test
  void sendsARefusalAsItsStatus() {
    StreamObserver<String> upload =
        Upload.receive(
            call,
            messages ->
                messages
                    .onItem()
                    .invoke(message -> {
                      throw CustomerKeyException.invalid("header", "wrong");
                    })
                    .collect()
                    .last());

    upload.onNext("a");

    CustomerKeyException sent = call.refusal();
    assertThat(sent.metadata()).containsEntry("field", "header");
  }
}
