package io.customerkey.exchange.reencryption;

import io.customerkey.crypto.id.MailboxId;
import io.customerkey.exchange.assignment.Assignment;
import io.customerkey.exchange.assignment.Assignments;
import io.smallrye.mutiny.Uni;
import java.util.Optional;

/** Walks through all assignments and finds what events missed. */
public final class AssignmentSweep {
  private static final int PAGE = 2_000;

  private final Assignments assignments;
  private final Reassignment reassignment;

  /** All of its parts. */
  public AssignmentSweep(Assignments assignments, Reassignment reassignment) {
    this.assignments = assignments;
    this.reassignment = reassignment;
  }

  /**
   * @return how many mailboxes have reached their assignment by it
   */
  public Uni<Integer> run() {
    return from(Optional.empty(), 0);
  }

  private Uni<Integer> from(Optional<MailboxId> after, int reached) {
    return assignments
        .list(after, PAGE)
        .chain(page ->
            reassignment
                .reach(page)
                .map(more -> reached + more)
                .chain(sum ->
                    page.size() < PAGE
                        ? Uni.createFrom().item(sum)
                        : from(Optional.of(page.getLast()).map(Assignment::mailbox), sum)));
  }
}
