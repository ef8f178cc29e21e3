package io.customerkey.dep.store;

import io.customerkey.crypto.id.MailboxId;
import io.customerkey.crypto.id.TenantId;
import io.customerkey.dep.mailbox.Mailbox;
import io.customerkey.dep.mailbox.MailboxDraft;
import io.customerkey.dep.mailbox.MailboxKind;
import io.customerkey.dep.tenant.Name;
import io.vertx.mutiny.sqlclient.Row;

/** Mailboxes with their assignments as they are selected. */
final class MailboxRows {
  /** Everything {@link #toMailbox} reads. */
  static final String SELECT =
      """
      SELECT m.mailbox_id, m.tenant_id, m.name, m.initial_name, m.kind, m.licensed, m.initial_licensed,
             m.initial_policy_id, m.created,
      """
          + AssignmentRows.COLUMNS
          + "FROM mailbox m LEFT JOIN assignment a ON a.kind = 1 AND a.object_id = m.mailbox_id\n";

  private MailboxRows() {}

  static Mailbox toMailbox(Row row) {
    MailboxDraft draft =
        new MailboxDraft(
            MailboxId.of(row.getUUID("mailbox_id")),
            TenantId.of(row.getUUID("tenant_id")),
            new Name(row.getString("initial_name")),
            MailboxKind.of(row.getShort("kind")),
            row.getBoolean("initial_licensed"),
            AssignmentRows.policy(row, "initial_policy_id"));
    return new Mailbox(
        draft,
        new Name(row.getString("name")),
        row.getBoolean("licensed"),
        Sql.instant(row, "created"),
        AssignmentRows.assignment(row));
  }
}
