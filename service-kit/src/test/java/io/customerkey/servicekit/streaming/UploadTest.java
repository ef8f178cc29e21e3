package io.customerkey.servicekit.streaming;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.customerkey.protocol.failure.CustomerKeyException;
import io.grpc.stub.StreamObserver;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.UniEmitter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

class UploadTest {
  private static final Duration IDLE = Duration.ofMinutes(1);
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
    StreamObserver<String> upload = Upload.receive(call, IDLE, this::slowly);
    assertThat(call.automatic).isFalse();
    assertThat(call.requested).isEqualTo(1);

    upload.onNext("a");
    assertThat(call.requested).isEqualTo(1);

    working.getFirst().complete(null);
    assertThat(call.requested).isEqualTo(2);
  }

  @Test
  void answersAfterTheLastMessageIsDone() {
    StreamObserver<String> upload = Upload.receive(call, IDLE, this::slowly);
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
        Upload.receive(call, IDLE, messages -> slowly(messages).onFailure().invoke(failure::set));
    upload.onNext("a");

    call.cancel();

    assertThat(failure.get()).isInstanceOf(CancellationException.class);
    assertThat(call.failure).isNull();
    assertThat(call.sent).isEmpty();
  }

  @Test
  void refusesAClientThatSendsNothing() throws Exception {
    CompletableFuture<Throwable> failure = new CompletableFuture<>();

    Upload.<String, String>receive(
        call,
        Duration.ofMillis(20),
        messages -> slowly(messages).onFailure().invoke(failure::complete));

    assertThat(failure.get(10, TimeUnit.SECONDS))
        .isInstanceOfSatisfying(
            CustomerKeyException.class,
            refusal -> assertThat(refusal.metadata()).containsEntry("limit", "20"));
  }

  @Test
  void doesNotBlameTheClientForWorkThatTakesLong() throws Exception {
    CompletableFuture<Throwable> failure = new CompletableFuture<>();
    StreamObserver<String> upload =
        Upload.receive(
            call,
            Duration.ofMillis(200),
            messages -> slowly(messages).onFailure().invoke(failure::complete));

    upload.onNext("a");

    assertThatThrownBy(() -> failure.get(1, TimeUnit.SECONDS)).isInstanceOf(TimeoutException.class);
  }

  @Test
  void sendsARefusalAsItsStatus() {
    StreamObserver<String> upload =
        Upload.receive(
            call,
            IDLE,
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
