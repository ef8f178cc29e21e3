package io.customerkey.dep.store;

import io.customerkey.crypto.id.MailboxId;
import io.customerkey.crypto.id.PolicyId;
import io.customerkey.crypto.id.TenantId;
import io.customerkey.dep.mailbox.Assignment;
import io.customerkey.dep.mailbox.Mailbox;
import io.customerkey.dep.mailbox.MailboxDraft;
import io.customerkey.dep.mailbox.MailboxKind;
import io.customerkey.dep.tenant.Name;
import io.vertx.mutiny.sqlclient.Row;
import java.util.Optional;
import java.util.UUID;

/** Mailboxes with their assignments as they are selected. */
final class MailboxRows {
  /** Everything {@link #toMailbox} reads. */
  static final String SELECT =
      """
      SELECT m.mailbox_id, m.tenant_id, m.name, m.kind, m.licensed, m.initial_policy_id, m.created,
             a.policy_id, a.version, a.assigned, a.applied_version, a.applied_policy_id, a.applied_at
      FROM mailbox m LEFT JOIN assignment a ON a.mailbox_id = m.mailbox_id
      """;

  private MailboxRows() {}

  static Mailbox toMailbox(Row row) {
    MailboxDraft draft =
        new MailboxDraft(
            MailboxId.of(row.getUUID("mailbox_id")),
            TenantId.of(row.getUUID("tenant_id")),
            new Name(row.getString("name")),
            MailboxKind.of(row.getShort("kind")),
            row.getBoolean("licensed"),
            policy(row, "initial_policy_id"));
    return new Mailbox(
        draft,
        Sql.instant(row, "created"),
        policy(row, "policy_id").map(policy -> assignment(row, policy)));
  }

  private static Assignment assignment(Row row, PolicyId policy) {
    return new Assignment(
        policy,
        row.getLong("version"),
        Sql.instant(row, "assigned"),
        policy(row, "applied_policy_id")
            .map(applied ->
                new Assignment.Applied(
                    row.getLong("applied_version"), applied, Sql.instant(row, "applied_at"))));
  }

  private static Optional<PolicyId> policy(Row row, String column) {
    UUID id = row.getUUID(column);
    return id == null ? Optional.empty() : Optional.of(PolicyId.of(id));
  }
}
