package io.customerkey.dep.events;

import com.google.protobuf.ByteString;
import com.google.protobuf.Message;
import com.google.protobuf.Timestamp;
import io.customerkey.crypto.Bytes;
import io.customerkey.crypto.id.Id128;
import io.customerkey.crypto.id.Identifier;
import io.customerkey.crypto.id.ObjectId;
import io.customerkey.crypto.id.PolicyId;
import io.customerkey.crypto.id.TenantId;
import io.customerkey.crypto.statement.SignedStatement;
import io.customerkey.dep.assignment.ObjectKind;
import io.customerkey.dep.posture.Finding;
import io.customerkey.dep.posture.PostureRules;
import io.customerkey.protocol.common.v1.KeyKind;
import io.customerkey.protocol.event.v1.AssignmentsChanged;
import io.customerkey.protocol.event.v1.PolicyChanged;
import io.customerkey.protocol.event.v1.PostureChanged;
import io.customerkey.servicekit.outbox.OutboxEvent;
import io.customerkey.servicekit.statement.Statements;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.List;
import java.util.random.RandomGenerator;

/** What this service tells the others, as rows of the outbox. */
@ApplicationScoped
public class OutgoingEvents {
  /** Objects of one event. */
  public static final int MAX_OBJECTS = 10_000;

  private static final String POLICY_TOPIC = "customerkey.policy.v1";
  private static final String POLICY_TYPE = "customerkey.policy.changed.v1";
  private static final String ASSIGNMENT_TOPIC = "customerkey.assignment.v1";
  private static final String ASSIGNMENT_TYPE = "customerkey.assignment.changed.v1";

  private static final String POSTURE_TOPIC = "customerkey.posture.v1";
  private static final String POSTURE_TYPE = "customerkey.posture.changed.v1";

  private final RandomGenerator random;

  OutgoingEvents(RandomGenerator random) {
    this.random = random;
  }

  /**
   * An assignment that changed.
   *
   * @param object the mailbox or site
   * @param version its new version
   */
  public record Changed(ObjectId object, long version) {}

  /** The policy has new settings. */
  public OutboxEvent policyChanged(PolicyId policy, SignedStatement settings) {
    return event(
        POLICY_TOPIC,
        POLICY_TYPE,
        policy,
        PolicyChanged.newBuilder().setSettings(Statements.toProto(settings)).build());
  }

  /**
   * @param changed at most {@link #MAX_OBJECTS}
   */
  public OutboxEvent assignmentsChanged(TenantId tenant, ObjectKind kind, List<Changed> changed) {
    ByteBuffer objects = ByteBuffer.allocate(changed.size() * (Id128.SIZE + Long.BYTES));
    for (Changed one : changed) {
      objects.put(one.object().toByteArray()).putLong(one.version());
    }
    return event(
        ASSIGNMENT_TOPIC,
        ASSIGNMENT_TYPE,
        tenant,
        AssignmentsChanged.newBuilder()
            .setTenantId(ByteString.copyFrom(tenant.toByteArray()))
            .setKind(KeyKind.forNumber(kind.keyKind().number()))
            .setObjects(ByteString.copyFrom(objects.flip()))
            .build());
  }

  /** Findings about a tenant's keys came or went. */
  public OutboxEvent postureChanged(TenantId tenant, PostureRules.Outcome outcome, Instant seen) {
    return event(
        POSTURE_TOPIC,
        POSTURE_TYPE,
        tenant,
        PostureChanged.newBuilder()
            .setTenantId(ByteString.copyFrom(tenant.toByteArray()))
            .addAllRaised(outcome.raised().stream().map(OutgoingEvents::finding).toList())
            .addAllCleared(outcome.cleared().stream().map(OutgoingEvents::finding).toList())
            .setSeen(
                Timestamp.newBuilder().setSeconds(seen.getEpochSecond()).setNanos(seen.getNano()))
            .build());
  }

  private static io.customerkey.protocol.event.v1.Finding finding(Finding finding) {
    return io.customerkey.protocol.event.v1.Finding.newBuilder()
        .setKeyId(finding.about().key())
        .setCheck(finding.about().check())
        .setObserved(finding.observed())
        .setAdvice(finding.advice())
        .build();
  }

  private OutboxEvent event(String topic, String type, Identifier key, Message payload) {
    return new OutboxEvent(
        Id128.random(random).toUuid(),
        topic,
        type,
        key.value().toBytes(),
        Bytes.takeOwnershipOf(payload.toByteArray()));
  }
}
