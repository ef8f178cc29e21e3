package io.customerkey.dep.mailbox;

import io.customerkey.crypto.id.MailboxId;
import io.customerkey.crypto.id.PolicyId;
import io.customerkey.crypto.id.TenantId;
import io.customerkey.dep.audit.Actor;
import io.customerkey.dep.tenant.Cursor;
import io.customerkey.dep.tenant.Page;
import io.customerkey.dep.tenant.Put;
import io.smallrye.mutiny.Uni;
import java.util.List;
import java.util.Optional;
import java.util.function.IntFunction;

/**
 * The mailboxes of the tenants and their assignments. Every change writes its event in the same
 * transaction.
 */
public interface Directory {
  /**
   * Enters a mailbox; the same draft again is the same act, whatever was assigned since.
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
   * Assigns all of the mailboxes or none; those that have the policy already keep their version.
   *
   * @param mailboxes without duplicates, at most {@link AssignmentRules#MAX_BULK}
   * @param field how a refusal names the mailbox at an index
   * @return how many changed; fails with NOT_FOUND, LICENCE_REQUIRED, POLICY_NOT_ACTIVE
   */
  Uni<BulkResult> assign(
      TenantId tenant,
      PolicyId policy,
      List<MailboxId> mailboxes,
      IntFunction<String> field,
      Actor actor);
}
