package io.customerkey.exchange.reencryption;

import io.customerkey.crypto.id.TenantId;
import io.customerkey.exchange.assignment.Generation;
import java.time.Instant;
import java.util.List;

/**
 * Mailboxes whose actual state now is what was assigned.
 *
 * @param tenant owner of all of them
 * @param mailboxes with the version that was applied
 * @param target what wraps all of their keys
 * @param at when
 */
public record Applied(
    TenantId tenant, List<MailboxVersion> mailboxes, Generation target, Instant at) {
  /** Copies the list. */
  public Applied {
    mailboxes = List.copyOf(mailboxes);
  }
}
