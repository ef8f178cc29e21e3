package io.customerkey.unwrap.events;

import com.google.protobuf.ByteString;
import com.google.protobuf.Timestamp;
import io.customerkey.crypto.id.Identifier;
import io.customerkey.protocol.common.v1.Authority;
import io.customerkey.protocol.common.v1.Purpose;
import io.customerkey.protocol.unwrap.v1.PolicyHealth;
import io.customerkey.protocol.unwrap.v1.VaultEvidence;
import io.customerkey.protocol.unwrap.v1.VaultOutcome;
import io.customerkey.unwrap.health.HealthChange;
import io.customerkey.unwrap.health.RecordedHealth;
import io.customerkey.unwrap.rules.HealthState;
import io.customerkey.unwrap.vault.Evidence;
import io.customerkey.unwrap.vault.VaultAnswer;
import io.customerkey.unwrap.verdict.Outcome;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Function;

/** Values of ours as messages of the protocol; for the adapters that speak it. */
public final class Protocol {
  private static final Map<io.customerkey.unwrap.policy.Purpose, Purpose> PURPOSES =
      named(io.customerkey.unwrap.policy.Purpose.class, "PURPOSE_", Purpose::valueOf);
  private static final Map<io.customerkey.unwrap.policy.Authority, Authority> AUTHORITIES =
      named(io.customerkey.unwrap.policy.Authority.class, "AUTHORITY_", Authority::valueOf);

  private Protocol() {}

  private static <A extends Enum<A>, B> Map<A, B> named(
      Class<A> ours, String prefix, Function<String, B> theirs) {
    Map<A, B> names = new EnumMap<>(ours);
    for (A each : ours.getEnumConstants()) {
      names.put(each, theirs.apply(prefix + each.name()));
    }
    return names;
  }

  /**
   * @param id an id
   * @return its 16 bytes
   */
  public static ByteString id(Identifier id) {
    return ByteString.copyFrom(id.toByteArray());
  }

  /**
   * @param instant wall clock
   * @return as a message
   */
  public static Timestamp time(Instant instant) {
    return Timestamp.newBuilder()
        .setSeconds(instant.getEpochSecond())
        .setNanos(instant.getNano())
        .build();
  }

  /**
   * @param purpose of ours
   * @return of the protocol
   */
  public static Purpose purpose(io.customerkey.unwrap.policy.Purpose purpose) {
    return Objects.requireNonNull(PURPOSES.get(purpose));
  }

  /**
   * @param authority of ours
   * @return of the protocol
   */
  public static Authority authority(io.customerkey.unwrap.policy.Authority authority) {
    return Objects.requireNonNull(AUTHORITIES.get(authority));
  }

  /**
   * @param outcome of an attempt
   * @return of the protocol
   */
  public static VaultOutcome outcome(Outcome outcome) {
    return VaultOutcome.valueOf("VAULT_OUTCOME_" + outcome.name());
  }

  /**
   * @param state of a policy
   * @return of the protocol
   */
  public static PolicyHealth health(HealthState state) {
    return PolicyHealth.valueOf("POLICY_HEALTH_" + state.name());
  }

  /**
   * @param change of a policy's state
   * @return as a message
   */
  public static io.customerkey.protocol.unwrap.v1.HealthChange change(HealthChange change) {
    RecordedHealth to = change.to();
    var message =
        io.customerkey.protocol.unwrap.v1.HealthChange.newBuilder()
            .setTenantId(id(change.tenant()))
            .setPolicyId(id(change.policy()))
            .setNumber(change.number())
            .setFrom(health(change.from()))
            .setTo(health(to.state()))
            .setReason(to.reason().name())
            .setDetail(to.detail())
            .setSince(time(to.since()))
            .setChanged(time(change.changed()));
    to.until().map(Protocol::time).ifPresent(message::setUntil);
    to.verdict().map(Protocol::id).ifPresent(message::setVerdictId);
    return message.build();
  }

  /**
   * @param answer of a vault
   * @return its evidence
   */
  public static VaultEvidence evidence(VaultAnswer<?> answer) {
    Evidence seen = answer.evidence();
    return VaultEvidence.newBuilder()
        .setAttemptId(attempt(seen.requestId().value()))
        .setVaultHost(seen.host().value())
        .setKeyId(seen.key().toString())
        .setOutcome(outcome(Outcome.of(answer)))
        .setReason(Outcome.reason(answer))
        .setHttpStatus(seen.httpStatus())
        .setErrorCode(seen.errorCode())
        .setClientRequestId(seen.requestId().value())
        .setServerRequestId(seen.serverRequestId())
        .setStage(seen.stage().text())
        .setStarted(time(seen.started()))
        .setEnded(time(seen.ended()))
        .build();
  }

  private static ByteString attempt(String requestId) {
    UUID uuid = UUID.fromString(requestId);
    return ByteString.copyFrom(
        ByteBuffer.allocate(16)
            .putLong(uuid.getMostSignificantBits())
            .putLong(uuid.getLeastSignificantBits())
            .flip());
  }
}
