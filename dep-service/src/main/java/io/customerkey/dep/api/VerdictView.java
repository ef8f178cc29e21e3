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
    String purpose,
    @Schema(description = "served, availability_key, refused") String decision,
    String rule,
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
        verdict.decided(),
        verdict.attempts().stream().map(AttemptView::of).toList());
  }
}
