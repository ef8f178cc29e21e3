package io.customerkey.dep.peer;

import com.google.protobuf.ByteString;
import com.google.protobuf.Timestamp;
import io.customerkey.crypto.Bytes;
import io.customerkey.crypto.id.Id128;
import io.customerkey.crypto.id.Identifier;
import io.customerkey.dep.policy.Attempt;
import io.customerkey.dep.policy.CacheDrop;
import io.customerkey.protocol.unwrap.v1.DropCachesResponse;
import io.customerkey.protocol.unwrap.v1.VaultEvidence;
import java.time.Instant;
import java.util.Optional;

/** Values between protobuf and the domain. */
final class Protos {
  private static final String OUTCOME = "VAULT_OUTCOME_";

  private Protos() {}

  static CacheDrop drop(DropCachesResponse response) {
    return new CacheDrop(
        response.getInstances(),
        response.getAcknowledged(),
        instant(response.hasOtherLeasesEnd(), response.getOtherLeasesEnd()),
        response.getEpoch());
  }

  static ByteString bytes(Identifier id) {
    return ByteString.copyFrom(id.toByteArray());
  }

  static Bytes bytes(ByteString value) {
    return Bytes.takeOwnershipOf(value.toByteArray());
  }

  static Optional<Instant> instant(boolean present, Timestamp time) {
    return present
        ? Optional.of(Instant.ofEpochSecond(time.getSeconds(), time.getNanos()))
        : Optional.empty();
  }

  static Optional<Id128> id(ByteString value) {
    return value.size() == Id128.SIZE
        ? Optional.of(Id128.of(value.toByteArray()))
        : Optional.empty();
  }

  /** An enum's name without its prefix. */
  static String name(Enum<?> value, String prefix) {
    return value.name().startsWith(prefix) ? value.name().substring(prefix.length()) : value.name();
  }

  static Attempt attempt(VaultEvidence evidence) {
    return new Attempt(
        id(evidence.getAttemptId()).map(Id128::toString).orElse(""),
        evidence.getVaultHost(),
        evidence.getKeyId(),
        name(evidence.getOutcome(), OUTCOME),
        evidence.getReason(),
        evidence.getHttpStatus(),
        evidence.getErrorCode(),
        evidence.getClientRequestId(),
        evidence.getServerRequestId(),
        evidence.getStage(),
        instant(evidence.hasStarted(), evidence.getStarted()),
        instant(evidence.hasEnded(), evidence.getEnded()));
  }
}
