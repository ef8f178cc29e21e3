package io.customerkey.dep.api;

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
  static MailboxView of(Mailbox mailbox) {
    return new MailboxView(
        mailbox.draft().id().toString(),
        mailbox.draft().tenant().toString(),
        mailbox.name().value(),
        mailbox.draft().kind().name(),
        mailbox.licensed(),
        mailbox.created(),
        mailbox.assignment().map(AssignmentView::of));
  }
}
