package io.customerkey.exchange.mailbox;

import io.customerkey.crypto.id.MailboxId;
import io.customerkey.exchange.assignment.Assignment;
import io.customerkey.exchange.assignment.Generation;
import io.customerkey.exchange.assignment.PolicyRecord;
import io.smallrye.mutiny.Uni;
import java.util.Optional;

/** Where mailboxes, their wrapped keys and the policy records they need are kept. */
public interface MailboxStore {
  /**
   * @return the mailbox with all versions of its key, if it has one here
   */
  Uni<Optional<Mailbox>> find(MailboxId mailbox);

  /**
   * Stores a mailbox, its first key and the record that goes with it in one transaction, or
   * nothing. Of several attempts for one mailbox exactly one succeeds.
   *
   * @return whether this one did
   */
  Uni<Boolean> create(Assignment assignment, StoredKey key, PolicyRecord record);

  /**
   * @return the newest record kept for a generation; fails with NOT_FOUND if none is
   */
  Uni<PolicyRecord> record(Generation generation);

  /** Replaces the record of its generation, if that one is kept and older. */
  Uni<Void> keepNewer(PolicyRecord record);
}
