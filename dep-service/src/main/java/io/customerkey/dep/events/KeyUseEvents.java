package io.customerkey.dep.events;

import com.google.protobuf.ByteString;
import io.customerkey.crypto.id.GenerationId;
import io.customerkey.crypto.id.Id128;
import io.customerkey.crypto.id.PolicyId;
import io.customerkey.crypto.id.TenantId;
import io.customerkey.crypto.id.VerdictId;
import io.customerkey.dep.keyuse.KeyUse;
import io.customerkey.dep.keyuse.KeyUseKind;
import io.customerkey.dep.keyuse.UseId;
import io.customerkey.protocol.event.v1.KeyUsed;
import java.time.Instant;
import java.util.Optional;

/** Key uses as they are told. */
final class KeyUseEvents {
  private static final int LONGEST_TEXT = 2_000;

  private KeyUseEvents() {}

  /**
   * @throws IllegalArgumentException for an event without the ids or kind it must have
   */
  static KeyUse toKeyUse(KeyUsed event) {
    return new KeyUse(
        new UseId(Id128.of(event.getUseId().toByteArray())),
        TenantId.of(event.getTenantId().toByteArray()),
        PolicyId.of(event.getPolicyId().toByteArray()),
        id(event.getGenerationId()).map(GenerationId::new),
        kind(event),
        text(event.getKey()),
        text(event.getOperation()),
        name(event.getPurpose(), "PURPOSE_"),
        text(event.getSubject()),
        id(event.getVerdictId()).map(VerdictId::new),
        name(event.getOutcome(), "VAULT_OUTCOME_"),
        text(event.getReason()),
        Instant.ofEpochSecond(event.getUsed().getSeconds(), event.getUsed().getNanos()));
  }

  private static KeyUseKind kind(KeyUsed event) {
    return switch (event.getKind()) {
      case KEY_USE_KIND_CUSTOMER_KEY -> KeyUseKind.CUSTOMER_KEY;
      case KEY_USE_KIND_AVAILABILITY_KEY -> KeyUseKind.AVAILABILITY_KEY;
      case KEY_USE_KIND_UNSPECIFIED, UNRECOGNIZED ->
          throw new IllegalArgumentException("a key use has a kind");
    };
  }

  private static Optional<Id128> id(ByteString value) {
    return value.isEmpty() ? Optional.empty() : Optional.of(Id128.of(value.toByteArray()));
  }

  private static String name(Enum<?> value, String prefix) {
    String name = value.name();
    return name.startsWith(prefix) ? name.substring(prefix.length()) : name;
  }

  /** Bounded, and without the one character that PostgreSQL cannot store. */
  private static String text(String value) {
    String bounded = value.length() > LONGEST_TEXT ? value.substring(0, LONGEST_TEXT) : value;
    return bounded.replace("\0", "");
  }
}
