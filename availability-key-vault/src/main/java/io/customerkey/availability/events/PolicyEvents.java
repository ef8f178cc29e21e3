package io.customerkey.availability.events;

import com.google.protobuf.InvalidProtocolBufferException;
import io.customerkey.availability.policy.SettingsIntake;
import io.customerkey.protocol.common.v1.FailureReason;
import io.customerkey.protocol.event.v1.PolicyChanged;
import io.customerkey.protocol.failure.CustomerKeyException;
import io.customerkey.servicekit.failure.Trace;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.concurrent.CompletionStage;
import org.eclipse.microprofile.reactive.messaging.Incoming;
import org.eclipse.microprofile.reactive.messaging.Message;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Topic {@code customerkey.policy.v1}. What is not trusted goes to the dead-letter topic and is
 * counted; while the database is away an event waits, since a lost suspension would be a lost
 * promise.
 */
@Singleton
public final class PolicyEvents {
  private static final Logger LOG = Logger.getLogger(PolicyEvents.class);
  private static final Duration FIRST_WAIT = Duration.ofMillis(200);
  private static final Duration LONGEST_WAIT = Duration.ofSeconds(5);

  private final SettingsIntake intake;
  private final Counter untrusted;

  PolicyEvents(SettingsIntake intake, MeterRegistry metrics) {
    this.intake = intake;
    this.untrusted =
        Counter.builder("customerkey.availability.settings.untrusted")
            .description("Settings events that were not believed and went to the dead-letter topic")
            .register(metrics);
  }

  /** One event; a record without a value (the compacted topic's tombstone) says nothing to us. */
  @Incoming("policy")
  CompletionStage<Void> receive(Message<byte[]> message) {
    byte @Nullable [] payload = message.getPayload();
    if (payload == null || payload.length == 0) {
      return message.ack();
    }
    return take(payload)
        .onItemOrFailure()
        .transformToUni((done, failure) ->
            Uni.createFrom()
                .completionStage(() -> failure == null ? message.ack() : reject(message, failure)))
        .subscribeAsCompletionStage();
  }

  private Uni<Void> take(byte[] payload) {
    return Uni.createFrom()
        .item(() -> parse(payload))
        .chain(event -> intake.take(event.getSettings()))
        .onFailure(failure -> !(failure instanceof CustomerKeyException))
        .invoke(failure -> LOG.warnf("a settings event waits: %s", Trace.of(failure)))
        .onFailure(failure -> !(failure instanceof CustomerKeyException))
        .retry()
        .withBackOff(FIRST_WAIT, LONGEST_WAIT)
        .indefinitely();
  }

  private CompletionStage<Void> reject(Message<byte[]> message, Throwable failure) {
    untrusted.increment();
    LOG.errorf("a settings event is not believed: %s", failure.getMessage());
    return message.nack(failure);
  }

  private static PolicyChanged parse(byte[] payload) {
    try {
      return PolicyChanged.parseFrom(payload);
    } catch (InvalidProtocolBufferException e) {
      throw CustomerKeyException.of(
          FailureReason.FAILURE_REASON_RECORD_NOT_TRUSTED, "the event is malformed");
    }
  }
}
