package io.customerkey.dep.api;

import io.customerkey.dep.assignment.Assignment;
import java.time.Instant;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** Which policy should protect a mailbox or site, and which does. */
@Schema(name = "Assignment")
record AssignmentView(
    @Schema(description = "Desired") String policyId,
    @Schema(description = "Grows with every change") long version,
    @Schema(description = "PENDING, APPLIED") String state,
    Instant assigned,
    Optional<Long> appliedVersion,
    @Schema(description = "Actual") Optional<String> appliedPolicyId,
    Optional<Instant> appliedAt) {
  static AssignmentView of(Assignment assignment) {
    return new AssignmentView(
        assignment.policy().toString(),
        assignment.version(),
        assignment.state().name(),
        assignment.assigned(),
        assignment.applied().map(Assignment.Applied::version),
        assignment.applied().map(applied -> applied.policy().toString()),
        assignment.applied().map(Assignment.Applied::at));
  }
}
