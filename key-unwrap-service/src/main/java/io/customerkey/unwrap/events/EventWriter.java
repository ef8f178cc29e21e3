package io.customerkey.unwrap.events;

import com.google.protobuf.MessageLite;
import io.customerkey.crypto.Bytes;
import io.customerkey.crypto.id.Id128;
import io.customerkey.crypto.id.Identifier;
import io.customerkey.crypto.id.VerdictId;
import io.customerkey.protocol.event.v1.KeyStateChanged;
import io.customerkey.protocol.event.v1.KeyUseKind;
import io.customerkey.protocol.event.v1.KeyUsed;
import io.customerkey.protocol.unwrap.v1.PolicyHealth;
import io.customerkey.servicekit.outbox.OutboxEvent;
import io.customerkey.unwrap.attempt.Cause;
import io.customerkey.unwrap.attempt.Completion;
import io.customerkey.unwrap.attempt.Intent;
import io.customerkey.unwrap.health.HealthChange;
import io.customerkey.unwrap.policy.PolicyRef;
import io.customerkey.unwrap.verdict.EpochRaised;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.util.random.RandomGenerator;

/** Writes what this service tells the others, for the outbox. */
@Singleton
public final class EventWriter {
  private static final String KEY_USE = "customerkey.key-use.v1";
  private static final String KEY_STATE = "customerkey.key-state.v1";
  private static final String HEALTH = "customerkey.policy-health.v1";

  private final RandomGenerator random;
  private final Clock clock;

  EventWriter(RandomGenerator random, Clock clock) {
    this.random = random;
    this.clock = clock;
  }

  /**
   * @param completion an attempt at a customer key
   * @return the record of that use
   */
  public OutboxEvent keyUsed(Completion completion) {
    Intent intent = completion.intent();
    Cause cause = intent.cause();
    KeyUsed.Builder used =
        KeyUsed.newBuilder()
            .setUseId(Protocol.id(intent.id()))
            .setTenantId(Protocol.id(cause.ref().tenant()))
            .setPolicyId(Protocol.id(cause.ref().policy()))
            .setGenerationId(Protocol.id(cause.ref().generation()))
            .setKind(KeyUseKind.KEY_USE_KIND_CUSTOMER_KEY)
            .setKey(intent.key().toString())
            .setOperation(cause.operation().text())
            .setSubject(cause.subject())
            .setVerdictId(Protocol.id(cause.verdict()))
            .setOutcome(Protocol.outcome(completion.outcome()))
            .setReason(completion.reason())
            .setUsed(Protocol.time(intent.began()));
    cause.purpose().map(Protocol::purpose).ifPresent(used::setPurpose);
    return event(
        intent.id().value(),
        KEY_USE,
        "customerkey.key-use.recorded.v1",
        cause.ref().tenant(),
        used.build());
  }

  /**
   * @param ref whose keys
   * @param denied whether they are denied now; otherwise restored
   * @param since when
   * @param epoch of the policy
   * @param verdict that decided
   * @return the change of state
   */
  public OutboxEvent keyStateChanged(
      PolicyRef ref, boolean denied, Instant since, long epoch, VerdictId verdict) {
    KeyStateChanged changed =
        KeyStateChanged.newBuilder()
            .setTenantId(Protocol.id(ref.tenant()))
            .setPolicyId(Protocol.id(ref.policy()))
            .setGenerationId(Protocol.id(ref.generation()))
            .setHealth(
                denied ? PolicyHealth.POLICY_HEALTH_DENIED : PolicyHealth.POLICY_HEALTH_HEALTHY)
            .setEpoch(epoch)
            .setVerdictId(Protocol.id(verdict))
            .setSince(Protocol.time(since))
            .setDrop(denied)
            .build();
    return state(ref.policy(), changed);
  }

  /**
   * @param raised a policy whose keys somebody ordered to be dropped
   * @return the order, for those who are not attached
   */
  public OutboxEvent cachesDropped(EpochRaised raised) {
    KeyStateChanged changed =
        KeyStateChanged.newBuilder()
            .setTenantId(Protocol.id(raised.tenant()))
            .setPolicyId(Protocol.id(raised.policy()))
            .setHealth(PolicyHealth.POLICY_HEALTH_UNKNOWN)
            .setEpoch(raised.epoch())
            .setSince(Protocol.time(clock.instant()))
            .setDrop(true)
            .build();
    return state(raised.policy(), changed);
  }

  /**
   * @param change of a policy's state
   * @return what its tenant is told
   */
  public OutboxEvent healthChanged(HealthChange change) {
    return event(
        Id128.random(random),
        HEALTH,
        "customerkey.policy-health.changed.v1",
        change.policy(),
        Protocol.change(change));
  }

  private OutboxEvent state(Identifier policy, KeyStateChanged changed) {
    return event(
        Id128.random(random), KEY_STATE, "customerkey.key-state.changed.v1", policy, changed);
  }

  private static OutboxEvent event(
      Id128 id, String topic, String type, Identifier key, MessageLite payload) {
    return new OutboxEvent(
        id.toUuid(),
        topic,
        type,
        Bytes.takeOwnershipOf(key.toByteArray()),
        Bytes.takeOwnershipOf(payload.toByteArray()));
  }
}
