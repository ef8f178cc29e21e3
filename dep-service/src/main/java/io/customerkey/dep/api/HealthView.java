package io.customerkey.dep.api;

import io.customerkey.crypto.id.PolicyId;
import io.customerkey.crypto.id.VerdictId;
import io.customerkey.dep.policy.PolicyHealth;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** What the customer keys of a policy are worth now. */
@Schema(name = "PolicyHealth")
record HealthView(
    String policyId,
    @Schema(description = "UNKNOWN, HEALTHY, DEGRADED, COASTING, DENIED, SUSPENDED") String health,
    Optional<Instant> since,
    Optional<Instant> lastSuccess,
    List<AttemptView> lastAttempts,
    long epoch,
    @Schema(
            description =
                "After a vault's first refusal, by which reads have ended in the worst case")
        long darkBoundMillis,
    Optional<String> verdictId,
    boolean cached) {
  static HealthView of(PolicyId policy, PolicyHealth health) {
    return new HealthView(
        policy.toString(),
        health.health(),
        health.since(),
        health.lastSuccess(),
        health.lastAttempts().stream().map(AttemptView::of).toList(),
        health.epoch(),
        health.darkBoundMillis(),
        health.verdict().map(VerdictId::toString),
        health.cached());
  }
}
