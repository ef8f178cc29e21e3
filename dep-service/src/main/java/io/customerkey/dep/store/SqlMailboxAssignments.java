package io.customerkey.dep.store;

import io.customerkey.crypto.id.MailboxId;
import io.customerkey.crypto.id.PolicyId;
import io.customerkey.crypto.id.TenantId;
import io.customerkey.dep.assignment.ObjectKind;
import io.customerkey.dep.audit.Actor;
import io.customerkey.dep.audit.AdminAction;
import io.customerkey.dep.mailbox.BulkResult;
import io.customerkey.dep.mailbox.LicenceRules;
import io.customerkey.dep.mailbox.MailboxAssignments;
import io.customerkey.dep.mailbox.MailboxDraft;
import io.customerkey.dep.mailbox.MailboxKind;
import io.customerkey.dep.store.SqlAssignments.Target;
import io.customerkey.servicekit.outbox.Outbox;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;

/** Assignments of mailboxes in SQL: a bulk assignment is one statement. */
@ApplicationScoped
class SqlMailboxAssignments implements MailboxAssignments {
  /** In order of id and held: a licence that was seen stays until the assignment is there. */
  private static final String MAILBOXES =
      """
      SELECT mailbox_id, kind, licensed FROM mailbox
      WHERE tenant_id = $1 AND mailbox_id = ANY($2) ORDER BY mailbox_id FOR SHARE\
      """;

  private final Pool pool;
  private final SqlAssignments assignments;
  private final Outbox outbox;
  private final Clock clock;

  SqlMailboxAssignments(Pool pool, SqlAssignments assignments, Outbox outbox, Clock clock) {
    this.pool = pool;
    this.assignments = assignments;
    this.outbox = outbox;
    this.clock = clock;
  }

  /** To the policy of the draft, else to the provider-managed one, once that is usable. */
  Uni<Void> assignNew(SqlConnection transaction, MailboxDraft draft, Instant now) {
    List<MailboxId> mailbox = List.of(draft.id());
    return draft
        .policy()
        .map(policy -> new Target(draft.tenant(), ObjectKind.MAILBOX, policy))
        .map(target -> assign(transaction, target, mailbox, index -> "mailbox", now))
        .orElseGet(() ->
            SqlTargets.usual(transaction, draft.tenant(), ObjectKind.MAILBOX)
                .flatMap(found ->
                    found
                        .map(target -> assignments.move(transaction, target, mailbox, now))
                        .orElseGet(() -> Uni.createFrom().item(0))))
        .replaceWithVoid();
  }

  private Uni<Integer> assign(
      SqlConnection transaction,
      Target target,
      List<MailboxId> mailboxes,
      IntFunction<String> field,
      Instant now) {
    return SqlTargets.hold(transaction, target)
        .flatMap(providerManaged ->
            transaction
                .preparedQuery(MAILBOXES)
                .execute(Sql.tuple(target.tenant().toUuid(), Sql.uuids(mailboxes)))
                .invoke(rows -> requireAll(rows, mailboxes, field, !providerManaged)))
        .flatMap(found -> assignments.move(transaction, target, mailboxes, now));
  }

  private static void requireAll(
      RowSet<Row> rows, List<MailboxId> mailboxes, IntFunction<String> field, boolean licensed) {
    Map<MailboxId, Row> found = new HashMap<>();
    rows.forEach(row -> found.put(MailboxId.of(row.getUUID("mailbox_id")), row));
    for (int i = 0; i < mailboxes.size(); i++) {
      Row row = found.get(mailboxes.get(i));
      if (row == null) {
        throw NotFound.of(field.apply(i));
      }
      if (licensed) {
        LicenceRules.requireLicence(
            field.apply(i), MailboxKind.of(row.getShort("kind")), row.getBoolean("licensed"));
      }
    }
  }

  @Override
  public Uni<BulkResult> assign(
      TenantId tenant,
      PolicyId policy,
      List<MailboxId> mailboxes,
      IntFunction<String> field,
      Actor actor) {
    Instant now = now();
    Target target = new Target(tenant, ObjectKind.MAILBOX, policy);
    AdminAction action =
        mailboxes.size() == 1 ? AdminAction.MAILBOX_ASSIGNED : AdminAction.MAILBOXES_ASSIGNED;
    String object =
        mailboxes.size() == 1
            ? mailboxes.getFirst() + " to " + policy
            : mailboxes.size() + " mailboxes to " + policy;
    return pool.withTransaction(transaction ->
            assign(transaction, target, mailboxes, field, now)
                .call(changed -> Sql.audit(transaction, now, actor, tenant, action, object)))
        .invoke(outbox::wake)
        .map(changed -> new BulkResult(changed, mailboxes.size() - changed));
  }

  @Override
  public Uni<BulkResult> release(TenantId tenant, MailboxId mailbox, Actor actor) {
    Instant now = now();
    String object = mailbox.toString();
    return pool.withTransaction(transaction ->
            SqlTargets.requireUsual(transaction, tenant, ObjectKind.MAILBOX)
                .flatMap(target ->
                    assign(transaction, target, List.of(mailbox), index -> "mailbox", now))
                .call(changed ->
                    Sql.audit(
                        transaction, now, actor, tenant, AdminAction.MAILBOX_RELEASED, object)))
        .invoke(outbox::wake)
        .map(changed -> new BulkResult(changed, 1 - changed));
  }

  private Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MICROS);
  }
}
