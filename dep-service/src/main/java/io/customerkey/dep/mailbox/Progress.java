package io.customerkey.dep.mailbox;

import io.customerkey.crypto.id.MailboxId;
import io.customerkey.crypto.id.PolicyId;
import io.customerkey.crypto.id.TenantId;
import java.time.Instant;
import java.util.List;

/**
 * What an encryptor reports as actual.
 *
 * @param tenant owner
 * @param policy that wraps the keys now
 * @param at when
 * @param entries which mailboxes
 */
public record Progress(TenantId tenant, PolicyId policy, Instant at, List<Entry> entries) {
  /** Copies the entries. */
  public Progress {
    entries = List.copyOf(entries);
  }

  /**
   * One mailbox.
   *
   * @param mailbox the mailbox
   * @param version of the assignment that is actual
   */
  public record Entry(MailboxId mailbox, long version) {}
}
