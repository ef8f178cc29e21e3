package io.customerkey.dep.mailbox;

import io.customerkey.crypto.id.PolicyId;
import io.customerkey.dep.assignment.Assignment;
import io.customerkey.dep.tenant.NamePart;
import java.util.Optional;

/**
 * Which mailboxes are listed.
 *
 * @param policy assigned to it
 * @param state of the assignment
 * @param name holds it
 */
public record MailboxFilter(
    Optional<PolicyId> policy, Optional<Assignment.State> state, Optional<NamePart> name) {}
