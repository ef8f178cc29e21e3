package io.customerkey.dep.api;

import io.customerkey.crypto.id.GenerationId;
import io.customerkey.crypto.id.Id128;
import io.customerkey.crypto.id.PolicyId;
import io.customerkey.crypto.id.VerdictId;
import io.customerkey.dep.keyuse.KeyUse;
import java.time.Instant;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** One use of a root key or availability key. */
@Schema(name = "KeyUse", description = "One use of a customer key or availability key.")
record KeyUseView(
    String useId,
    @Schema(description = "Absent: the key was only looked at (validation, posture)")
        Optional<String> policyId,
    Optional<String> generationId,
    @Schema(description = "CUSTOMER_KEY, AVAILABILITY_KEY") String kind,
    @Schema(description = "Key id with version") String key,
    @Schema(description = "wrap, unwrap, probe, prove") String operation,
    @Schema(description = "Absent where no call was served, as by a probe")
        Optional<String> purpose,
    @Schema(description = "`sub` of the token behind it") Optional<String> subject,
    Optional<String> verdictId,
    @Schema(description = "The vault's answer; absent for availability keys")
        Optional<String> outcome,
    Optional<String> reason,
    Instant used) {
  /** What stands for a policy where a key was only looked at. */
  private static final Id128 NONE = new Id128(0, 0);

  static KeyUseView of(KeyUse use) {
    return new KeyUseView(
        use.id().toString(),
        Optional.of(use.policy())
            .filter(policy -> !policy.value().equals(NONE))
            .map(PolicyId::toString),
        use.generation()
            .filter(generation -> !generation.value().equals(NONE))
            .map(GenerationId::toString),
        use.kind().name(),
        use.key(),
        use.operation(),
        text(use.purpose()),
        text(use.subject()),
        use.verdict().map(VerdictId::toString),
        text(use.outcome()),
        text(use.reason()),
        use.used());
  }

  private static Optional<String> text(String value) {
    return value.isEmpty() || value.equals("UNSPECIFIED") ? Optional.empty() : Optional.of(value);
  }
}
