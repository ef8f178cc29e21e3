package io.customerkey.dep.api;

import io.customerkey.crypto.id.VerdictId;
import io.customerkey.dep.policy.Policy;
import io.customerkey.dep.policy.PolicyHealth;
import java.time.Instant;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** A policy in the list of states. */
@Schema(name = "PolicyHealthItem")
record PolicyHealthItem(
    String policyId,
    String name,
    @Schema(description = "EXCHANGE, SHAREPOINT") String workload,
    @Schema(description = "As in PolicyHealth") String health,
    String reason,
    String detail,
    Optional<Instant> since,
    Optional<Instant> until,
    Optional<String> verdictId) {
  static PolicyHealthItem of(Policy policy, PolicyHealth.State state) {
    return new PolicyHealthItem(
        policy.draft().id().toString(),
        policy.draft().name().value(),
        policy.draft().workload().name(),
        state.health(),
        state.reason(),
        state.detail(),
        state.since(),
        state.until(),
        state.verdict().map(VerdictId::toString));
  }
}
