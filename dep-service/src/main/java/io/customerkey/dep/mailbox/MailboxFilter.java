package io.customerkey.dep.mailbox;

import io.customerkey.crypto.id.PolicyId;
import java.util.Optional;

/**
 * Which mailboxes are listed.
 *
 * @param policy assigned to it
 * @param state of the assignment
 */
public record MailboxFilter(Optional<PolicyId> policy, Optional<Assignment.State> state) {}
