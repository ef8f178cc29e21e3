package io.customerkey.dep.mailbox;

import java.time.Instant;
import java.util.Optional;

/**
 * An entry of the directory.
 *
 * @param draft what was asked for at its creation
 * @param created when
 * @param assignment which policy should protect it
 */
public record Mailbox(MailboxDraft draft, Instant created, Optional<Assignment> assignment) {}
