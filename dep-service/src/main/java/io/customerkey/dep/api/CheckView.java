package io.customerkey.dep.api;

import io.customerkey.crypto.id.PolicyId;
import io.customerkey.dep.policy.PolicyCheck;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** What a check of a policy's customer keys found. */
@Schema(name = "PolicyCheck")
record CheckView(
    String policyId,
    @Schema(
            description =
                "OPEN: a customer key opened a copy. SUSPECT: denied, not confirmed within the wait."
                    + " DENIED: confirmed, keys are dropped. BRAKED: confirmed, and the brake holds it."
                    + " UNREACHABLE: neither vault answers.")
        String result,
    @Schema(description = "How often both keys were asked") int rounds,
    @Schema(description = "The newest at each key, in slot order") List<AttemptView> lastAttempts,
    @Schema(description = "With SUSPECT, DENIED and BRAKED") Optional<Instant> deniedSince,
    @Schema(description = "With DENIED: who has dropped the keys") Optional<DropView> drop) {
  static CheckView of(PolicyId policy, PolicyCheck check) {
    return new CheckView(
        policy.toString(),
        check.result(),
        check.rounds(),
        check.lastAttempts().stream().map(AttemptView::of).toList(),
        check.deniedSince(),
        check.drop().map(drop -> DropView.of(policy, drop)));
  }
}
