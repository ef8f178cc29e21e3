package io.customerkey.dep.mailbox;

import io.customerkey.crypto.id.MailboxId;
import io.customerkey.crypto.id.PolicyId;
import io.customerkey.crypto.id.TenantId;
import io.customerkey.dep.assignment.AssignmentRules;
import io.customerkey.dep.audit.Actor;
import io.smallrye.mutiny.Uni;
import java.util.List;
import java.util.function.IntFunction;

/**
 * Which policy should protect each mailbox. Every change writes its event in the same transaction.
 */
public interface MailboxAssignments {
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

  /**
   * Returns a mailbox to the provider-managed policy.
   *
   * @return what changed; fails with NOT_FOUND, PROVIDER_NOT_CONFIGURED, POLICY_NOT_ACTIVE
   */
  Uni<BulkResult> release(TenantId tenant, MailboxId mailbox, Actor actor);
}
