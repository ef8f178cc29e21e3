package io.customerkey.encryptor.events;

import com.google.protobuf.ByteString;
import com.google.protobuf.Timestamp;
import io.customerkey.crypto.Bytes;
import io.customerkey.crypto.id.Id128;
import io.customerkey.encryptor.objectkey.ObjectKind;
import io.customerkey.encryptor.reencryption.Applied;
import io.customerkey.encryptor.reencryption.ProgressEvents;
import io.customerkey.protocol.event.v1.ReencryptionProgressed;
import io.customerkey.servicekit.outbox.OutboxEvent;
import jakarta.inject.Singleton;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.random.RandomGenerator;

/** Tells that objects have reached their assignment. */
@Singleton
final class ReencryptionEvents implements ProgressEvents {
  private static final String TOPIC = "customerkey.reencryption.v1";
  private static final String TYPE = "customerkey.reencryption.progressed.v1";
  private static final int ENTRY = Id128.SIZE + Long.BYTES;

  private final RandomGenerator random;
  private final int kind;

  ReencryptionEvents(RandomGenerator random, ObjectKind<?> kind) {
    this.kind = kind.keys().number();
    this.random = random;
  }

  @Override
  public OutboxEvent progressed(Applied applied) {
    ByteBuffer objects = ByteBuffer.allocate(ENTRY * applied.objects().size());
    applied.objects().forEach(m -> objects.put(m.object().toByteArray()).putLong(m.version()));
    Instant at = applied.at();
    ReencryptionProgressed payload =
        ReencryptionProgressed.newBuilder()
            .setTenantId(ByteString.copyFrom(applied.tenant().toByteArray()))
            .setKindValue(kind)
            .setObjects(ByteString.copyFrom(objects.flip()))
            .setPolicyId(ByteString.copyFrom(applied.target().policy().toByteArray()))
            .setGenerationId(ByteString.copyFrom(applied.target().id().toByteArray()))
            .setApplied(
                Timestamp.newBuilder().setSeconds(at.getEpochSecond()).setNanos(at.getNano()))
            .build();
    return new OutboxEvent(
        Id128.random(random).toUuid(),
        TOPIC,
        TYPE,
        applied.tenant().value().toBytes(),
        Bytes.takeOwnershipOf(payload.toByteArray()));
  }
}
