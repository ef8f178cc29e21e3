package io.customerkey.dep.store;

import io.customerkey.crypto.id.MailboxId;
import io.customerkey.crypto.id.PolicyId;
import io.customerkey.crypto.id.TenantId;
import io.customerkey.dep.events.OutgoingEvents;
import io.customerkey.dep.events.OutgoingEvents.Changed;
import io.customerkey.dep.mailbox.AssignmentRules;
import io.customerkey.dep.mailbox.MailboxKind;
import io.customerkey.dep.policy.PolicyState;
import io.customerkey.servicekit.outbox.Outbox;
import io.customerkey.servicekit.outbox.OutboxEvent;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;

/** Changes assignments in a transaction, with the event that tells of them. */
@ApplicationScoped
class SqlAssignments {
  private static final String TARGET =
      "SELECT state FROM policy WHERE tenant_id = $1 AND policy_id = $2 FOR SHARE";
  private static final String MAILBOXES =
      """
      SELECT mailbox_id, kind, licensed FROM mailbox
      WHERE tenant_id = $1 AND mailbox_id = ANY($2)\
      """;

  /** In order of id, so that two bulk assignments wait for each other and do not block. */
  private static final String ASSIGN =
      """
      INSERT INTO assignment (mailbox_id, tenant_id, policy_id, version, assigned)
      SELECT id, $1, $2, 1, $4 FROM unnest($3::uuid[]) AS id ORDER BY id
      ON CONFLICT ON CONSTRAINT assignment_pk DO UPDATE
        SET policy_id = excluded.policy_id, version = assignment.version + 1, assigned = excluded.assigned
        WHERE assignment.policy_id <> excluded.policy_id
      RETURNING mailbox_id, version\
      """;

  private final Outbox outbox;
  private final OutgoingEvents events;

  SqlAssignments(Outbox outbox, OutgoingEvents events) {
    this.outbox = outbox;
    this.events = events;
  }

  /** Answers how many changed. */
  Uni<Integer> assign(
      SqlConnection transaction,
      TenantId tenant,
      PolicyId policy,
      List<MailboxId> mailboxes,
      IntFunction<String> field,
      Instant now) {
    return requireTarget(transaction, tenant, policy)
        .flatMap(target -> requireMailboxes(transaction, tenant, mailboxes, field))
        .flatMap(found ->
            transaction
                .preparedQuery(ASSIGN)
                .execute(
                    Sql.tuple(
                        tenant.toUuid(), policy.toUuid(), Sql.uuids(mailboxes), Sql.time(now))))
        .map(rows -> Sql.list(rows, SqlAssignments::changed))
        .call(changed -> outbox.append(transaction, event(tenant, changed)))
        .map(List::size);
  }

  private static Uni<Void> requireTarget(
      SqlConnection transaction, TenantId tenant, PolicyId policy) {
    return transaction
        .preparedQuery(TARGET)
        .execute(Sql.tuple(tenant.toUuid(), policy.toUuid()))
        .invoke(rows ->
            AssignmentRules.requireTarget(
                Sql.first(rows, row -> PolicyState.of(row.getShort("state")))
                    .orElseThrow(() -> NotFound.of("policyId"))))
        .replaceWithVoid();
  }

  private static Uni<Void> requireMailboxes(
      SqlConnection transaction,
      TenantId tenant,
      List<MailboxId> mailboxes,
      IntFunction<String> field) {
    return transaction
        .preparedQuery(MAILBOXES)
        .execute(Sql.tuple(tenant.toUuid(), Sql.uuids(mailboxes)))
        .invoke(rows -> requireAll(rows, mailboxes, field))
        .replaceWithVoid();
  }

  private static void requireAll(
      RowSet<Row> rows, List<MailboxId> mailboxes, IntFunction<String> field) {
    Map<MailboxId, Row> found = new HashMap<>();
    rows.forEach(row -> found.put(MailboxId.of(row.getUUID("mailbox_id")), row));
    for (int i = 0; i < mailboxes.size(); i++) {
      Row row = found.get(mailboxes.get(i));
      if (row == null) {
        throw NotFound.of(field.apply(i));
      }
      AssignmentRules.requireAssignable(
          field.apply(i), MailboxKind.of(row.getShort("kind")), row.getBoolean("licensed"));
    }
  }

  private static Changed changed(Row row) {
    return new Changed(MailboxId.of(row.getUUID("mailbox_id")), row.getLong("version"));
  }

  private List<OutboxEvent> event(TenantId tenant, List<Changed> changed) {
    return changed.isEmpty() ? List.of() : List.of(events.assignmentsChanged(tenant, changed));
  }
}
