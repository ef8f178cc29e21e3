package io.customerkey.dep.mailbox;

import io.customerkey.crypto.id.MailboxId;
import io.customerkey.crypto.id.TenantId;
import io.customerkey.dep.audit.Actor;
import io.customerkey.dep.tenant.Cursor;
import io.customerkey.dep.tenant.Page;
import io.customerkey.dep.tenant.Put;
import io.smallrye.mutiny.Uni;
import java.util.Optional;

/** The mailboxes of the tenants. */
public interface Mailboxes {
  /**
   * Enters a mailbox and assigns it; the same draft again is the same act, whatever was changed
   * since.
   *
   * @return what is there now; fails with CONFLICT where the id has another draft, NOT_FOUND for
   *     tenant or policy, LICENCE_REQUIRED, POLICY_NOT_ACTIVE
   */
  Uni<Put<Mailbox>> put(MailboxDraft draft, Actor actor);

  /** The mailbox; fails with NOT_FOUND, field {@code mailbox}. */
  Uni<Mailbox> get(TenantId tenant, MailboxId id);

  /** In order of id; fails with NOT_FOUND, field {@code tenant}. */
  Uni<Page<Mailbox>> list(TenantId tenant, MailboxFilter filter, Optional<Cursor> after, int limit);

  /**
   * Changes name or licence.
   *
   * @return as it is now; fails with NOT_FOUND, LICENCE_REQUIRED where a customer's policy needs
   *     the licence
   */
  Uni<Mailbox> change(TenantId tenant, MailboxId id, MailboxChange change, Actor actor);
}
