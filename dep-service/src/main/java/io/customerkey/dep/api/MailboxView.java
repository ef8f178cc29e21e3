package io.customerkey.dep.api;

import io.customerkey.dep.mailbox.Assignment;
import io.customerkey.dep.mailbox.Mailbox;
import java.time.Instant;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** A mailbox. */
@Schema(
    name = "Mailbox",
    description = "A mailbox of the directory, with its desired and actual protection.")
record MailboxView(
    String id,
    String tenantId,
    String name,
    @Schema(description = "USER, MAIL_USER, SHARED") String kind,
    boolean licensed,
    Instant created,
    Optional<AssignmentView> assignment) {

  @Schema(name = "Assignment")
  record AssignmentView(
      @Schema(description = "Desired") String policyId,
      @Schema(description = "Grows with every change") long version,
      @Schema(description = "PENDING, APPLIED") String state,
      Instant assigned,
      Optional<Long> appliedVersion,
      @Schema(description = "Actual") Optional<String> appliedPolicyId,
      Optional<Instant> appliedAt) {}

  static MailboxView of(Mailbox mailbox) {
    return new MailboxView(
        mailbox.draft().id().toString(),
        mailbox.draft().tenant().toString(),
        mailbox.draft().name().value(),
        mailbox.draft().kind().name(),
        mailbox.draft().licensed(),
        mailbox.created(),
        mailbox.assignment().map(MailboxView::assignment));
  }

  private static AssignmentView assignment(Assignment assignment) {
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
