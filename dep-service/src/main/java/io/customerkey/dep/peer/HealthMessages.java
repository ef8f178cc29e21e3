package io.customerkey.dep.peer;

import com.google.protobuf.ByteString;
import com.google.protobuf.Timestamp;
import io.customerkey.crypto.id.PolicyId;
import io.customerkey.crypto.id.TenantId;
import io.customerkey.crypto.id.VerdictId;
import io.customerkey.dep.policy.HealthChange;
import io.customerkey.dep.policy.PolicyHealth;
import io.customerkey.dep.policy.VaultUsage;
import io.customerkey.protocol.unwrap.v1.GetPolicyHealthResponse;
import io.customerkey.protocol.unwrap.v1.RecordedHealth;
import io.customerkey.protocol.unwrap.v1.VaultCallCount;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Optional;

/** States of policies as key-unwrap-service tells them, in its answers and on its topic. */
public final class HealthMessages {
  private static final String PREFIX = "POLICY_HEALTH_";
  private static final int LONGEST_TEXT = 2_000;

  private HealthMessages() {}

  /**
   * @param message as told
   * @return the change
   * @throws IllegalArgumentException for a message without its ids or number
   */
  public static HealthChange change(io.customerkey.protocol.unwrap.v1.HealthChange message) {
    if (message.getNumber() < 1) {
      throw new IllegalArgumentException("a change of state has a number");
    }
    Optional<Instant> until = Protos.instant(message.hasUntil(), message.getUntil());
    return new HealthChange(
        TenantId.of(message.getTenantId().toByteArray()),
        PolicyId.of(message.getPolicyId().toByteArray()),
        message.getNumber(),
        Protos.name(message.getFrom(), PREFIX),
        new PolicyHealth.State(
            Protos.name(message.getTo(), PREFIX),
            text(message.getReason()),
            text(message.getDetail()),
            Optional.of(time(message.getSince())),
            until,
            verdict(message.getVerdictId())),
        time(message.getChanged()));
  }

  static PolicyHealth.State state(RecordedHealth message) {
    return new PolicyHealth.State(
        Protos.name(message.getHealth(), PREFIX),
        text(message.getReason()),
        text(message.getDetail()),
        Protos.instant(message.hasSince(), message.getSince()),
        Protos.instant(message.hasUntil(), message.getUntil()),
        verdict(message.getVerdictId()));
  }

  static PolicyHealth health(GetPolicyHealthResponse response) {
    return new PolicyHealth(
        new PolicyHealth.State(
            Protos.name(response.getHealth(), PREFIX),
            text(response.getReason()),
            text(response.getDetail()),
            Protos.instant(response.hasSince(), response.getSince()),
            Protos.instant(response.hasUntil(), response.getUntil()),
            verdict(response.getVerdictId())),
        Protos.instant(response.hasLastSuccess(), response.getLastSuccess()),
        response.getLastAttemptsList().stream().map(Protos::attempt).toList(),
        response.getEpoch(),
        Integer.toUnsignedLong(response.getDarkBoundMillis()),
        response.getCached(),
        Protos.instant(response.hasCacheExpires(), response.getCacheExpires()),
        response.getKeysList().stream()
            .map(key -> new PolicyHealth.Key(key.getKeyId(), key.getKeyBits()))
            .toList(),
        usage(response.getUsage()));
  }

  private static VaultUsage usage(io.customerkey.protocol.unwrap.v1.VaultUsage usage) {
    return new VaultUsage(
        usage.getMonth(),
        usage.getCallsList().stream().map(HealthMessages::calls).toList(),
        price(usage.getKeyPrice()),
        price(usage.getTotalPrice()));
  }

  private static VaultUsage.Calls calls(VaultCallCount count) {
    return new VaultUsage.Calls(
        count.getKeyId(),
        count.getKeyBits(),
        count.getOperation(),
        count.getCalls(),
        price(count.getPrice()));
  }

  private static BigDecimal price(String decimal) {
    return decimal.isEmpty() ? BigDecimal.ZERO : new BigDecimal(decimal);
  }

  private static Optional<VerdictId> verdict(ByteString id) {
    return Protos.id(id).map(VerdictId::new);
  }

  private static Instant time(Timestamp time) {
    return Instant.ofEpochSecond(time.getSeconds(), time.getNanos());
  }

  private static String text(String value) {
    return value.length() > LONGEST_TEXT ? value.substring(0, LONGEST_TEXT) : value;
  }
}
