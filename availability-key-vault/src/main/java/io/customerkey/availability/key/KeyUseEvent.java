package io.customerkey.availability.key;

import com.google.protobuf.ByteString;
import io.customerkey.availability.policy.Times;
import io.customerkey.availability.policy.Wire;
import io.customerkey.crypto.Bytes;
import io.customerkey.protocol.event.v1.KeyUseKind;
import io.customerkey.protocol.event.v1.KeyUsed;
import io.customerkey.servicekit.outbox.OutboxEvent;

/** A use as the tenant's event on {@code customerkey.key-use.v1}. */
final class KeyUseEvent {
  private static final String TOPIC = "customerkey.key-use.v1";
  private static final String TYPE = "customerkey.key-use.recorded.v1";

  private KeyUseEvent() {}

  static OutboxEvent of(KeyUse use) {
    KeyUsed event =
        KeyUsed.newBuilder()
            .setUseId(ByteString.copyFrom(use.id().toByteArray()))
            .setTenantId(Wire.bytes(use.tenant()))
            .setPolicyId(Wire.bytes(use.policy()))
            .setGenerationId(use.generation().map(Wire::bytes).orElse(ByteString.EMPTY))
            .setKind(KeyUseKind.KEY_USE_KIND_AVAILABILITY_KEY)
            .setKey(use.key().toString())
            .setOperation(use.operation().label())
            .setPurpose(use.purpose())
            .setSubject(use.subject())
            .setVerdictId(use.verdict().map(Wire::bytes).orElse(ByteString.EMPTY))
            .setReason(use.reason())
            .setUsed(Times.timestamp(use.used()))
            .build();
    return new OutboxEvent(
        use.id().toUuid(),
        TOPIC,
        TYPE,
        Bytes.takeOwnershipOf(use.tenant().toByteArray()),
        Bytes.takeOwnershipOf(event.toByteArray()));
  }
}
