package io.customerkey.dep.api;

import io.customerkey.dep.policy.Verdict;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** Why a request for a policy key was answered as it was. */
@Schema(name = "Verdict")
record VerdictView(
    String id,
    String policyId,
    String generationId,
    @Schema(description = "UNSPECIFIED where a state changed") String purpose,
    @Schema(description = "served, availability_key, refused, state_changed") String decision,
    @Schema(description = "The rule that decided, or the reason of the state") String rule,
    @Schema(description = "The rule in a sentence") String explanation,
    Optional<Instant> decided,
    List<AttemptView> attempts) {
  static VerdictView of(Verdict verdict) {
    return new VerdictView(
        verdict.id().toString(),
        verdict.policy().toString(),
        verdict.generation().toString(),
        verdict.purpose(),
        verdict.decision(),
        verdict.rule(),
        verdict.explanation(),
        verdict.decided(),
        verdict.attempts().stream().map(AttemptView::of).toList());
  }
}
