package io.customerkey.dep.mailbox;

import io.customerkey.dep.assignment.Assignment;
import io.customerkey.dep.tenant.Name;
import java.time.Instant;
import java.util.Optional;

/**
 * An entry of the directory.
 *
 * @param draft what was asked for at its creation
 * @param name now
 * @param licensed now
 * @param created when
 * @param assignment which policy should protect it
 */
public record Mailbox(
    MailboxDraft draft,
    Name name,
    boolean licensed,
    Instant created,
    Optional<Assignment> assignment) {}
