package io.customerkey.dep.events;

import com.google.protobuf.InvalidProtocolBufferException;
import io.customerkey.crypto.id.ObjectId;
import io.customerkey.crypto.id.PolicyId;
import io.customerkey.crypto.id.TenantId;
import io.customerkey.dep.assignment.ObjectKind;
import io.customerkey.dep.assignment.Progress;
import io.customerkey.dep.assignment.ProgressLedger;
import io.customerkey.dep.contact.Deliveries;
import io.customerkey.dep.keyuse.KeyUses;
import io.customerkey.dep.peer.HealthMessages;
import io.customerkey.protocol.common.v1.KeyKind;
import io.customerkey.protocol.event.v1.KeyUsed;
import io.customerkey.protocol.event.v1.ReencryptionProgressed;
import io.customerkey.protocol.unwrap.v1.HealthChange;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.eclipse.microprofile.reactive.messaging.Incoming;

/**
 * What the other services tell. An event that cannot be read goes to the dead letters; one that
 * cannot be stored now is tried until it can.
 */
@ApplicationScoped
class IncomingEvents {
  private static final String PROGRESSED = "customerkey.reencryption.progressed.v1";
  private static final String KEY_USED = "customerkey.key-use.recorded.v1";
  private static final String HEALTH_CHANGED = "customerkey.policy-health.changed.v1";
  private static final int ENTRY = 24;
  private static final Duration FIRST_PAUSE = Duration.ofMillis(200);
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(10);

  private final ProgressLedger ledger;
  private final KeyUses keyUses;
  private final Deliveries deliveries;

  IncomingEvents(ProgressLedger ledger, KeyUses keyUses, Deliveries deliveries) {
    this.ledger = ledger;
    this.keyUses = keyUses;
    this.deliveries = deliveries;
  }

  @Incoming("reencryption")
  Uni<Void> progressed(ConsumerRecord<byte[], byte[]> event) {
    if (!type(event).equals(PROGRESSED)) {
      return Uni.createFrom().voidItem();
    }
    Progress progress;
    try {
      progress = progress(ReencryptionProgressed.parseFrom(event.value()));
    } catch (InvalidProtocolBufferException | IllegalArgumentException e) {
      return unreadable(PROGRESSED);
    }
    return untilStored(ledger.apply(progress));
  }

  @Incoming("key-use")
  Uni<Void> keyUsed(ConsumerRecord<byte[], byte[]> event) {
    if (!type(event).equals(KEY_USED)) {
      return Uni.createFrom().voidItem();
    }
    try {
      return untilStored(keyUses.record(KeyUseEvents.toKeyUse(KeyUsed.parseFrom(event.value()))));
    } catch (InvalidProtocolBufferException | IllegalArgumentException e) {
      return unreadable(KEY_USED);
    }
  }

  @Incoming("policy-health")
  Uni<Void> healthChanged(ConsumerRecord<byte[], byte[]> event) {
    if (!type(event).equals(HEALTH_CHANGED)) {
      return Uni.createFrom().voidItem();
    }
    try {
      var change = HealthMessages.change(HealthChange.parseFrom(event.value()));
      return untilStored(deliveries.add(change, HealthBodies.of(change)));
    } catch (InvalidProtocolBufferException | IllegalArgumentException e) {
      return unreadable(HEALTH_CHANGED);
    }
  }

  static Progress progress(ReencryptionProgressed message) {
    ByteBuffer objects = message.getObjects().asReadOnlyByteBuffer();
    if (objects.remaining() % ENTRY != 0
        || objects.remaining() > OutgoingEvents.MAX_OBJECTS * ENTRY) {
      throw new IllegalArgumentException("objects are entries of 24 bytes, at most 10,000");
    }
    List<Progress.Entry> entries = new ArrayList<>(objects.remaining() / ENTRY);
    byte[] id = new byte[ENTRY - Long.BYTES];
    while (objects.hasRemaining()) {
      objects.get(id);
      entries.add(new Progress.Entry(ObjectId.of(id), objects.getLong()));
    }
    return new Progress(
        TenantId.of(message.getTenantId().toByteArray()),
        kind(message.getKind()),
        PolicyId.of(message.getPolicyId().toByteArray()),
        Instant.ofEpochSecond(message.getApplied().getSeconds(), message.getApplied().getNanos()),
        entries);
  }

  private static ObjectKind kind(KeyKind kind) {
    return switch (kind) {
      case KEY_KIND_MAILBOX -> ObjectKind.MAILBOX;
      case KEY_KIND_SITE -> ObjectKind.SITE;
      case KEY_KIND_CHUNK, KEY_KIND_UNSPECIFIED, UNRECOGNIZED ->
          throw new IllegalArgumentException("only mailboxes and sites are assigned");
    };
  }

  private static String type(ConsumerRecord<byte[], byte[]> event) {
    Header header = event.headers().lastHeader("ce_type");
    return header == null ? "" : new String(header.value(), StandardCharsets.UTF_8);
  }

  private static Uni<Void> untilStored(Uni<Void> stored) {
    return stored.onFailure().retry().withBackOff(FIRST_PAUSE, LONGEST_PAUSE).indefinitely();
  }

  private static Uni<Void> unreadable(String type) {
    return Uni.createFrom().failure(new IllegalArgumentException("an unreadable " + type));
  }
}
