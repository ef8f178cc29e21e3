package io.customerkey.dep.store;

import io.customerkey.crypto.id.MailboxId;
import io.customerkey.crypto.id.PolicyId;
import io.customerkey.crypto.id.TenantId;
import io.customerkey.dep.audit.Actor;
import io.customerkey.dep.audit.AdminAction;
import io.customerkey.dep.mailbox.Assignment;
import io.customerkey.dep.mailbox.BulkResult;
import io.customerkey.dep.mailbox.Directory;
import io.customerkey.dep.mailbox.Mailbox;
import io.customerkey.dep.mailbox.MailboxDraft;
import io.customerkey.dep.mailbox.MailboxFilter;
import io.customerkey.dep.refusal.Refusal;
import io.customerkey.dep.refusal.RefusedException;
import io.customerkey.dep.tenant.Cursor;
import io.customerkey.dep.tenant.Page;
import io.customerkey.dep.tenant.Put;
import io.customerkey.servicekit.outbox.Outbox;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlClient;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.function.IntFunction;

/** The directory in SQL: a bulk assignment is one statement. */
@ApplicationScoped
class SqlDirectory implements Directory {
  private static final String INSERT =
      """
      INSERT INTO mailbox (mailbox_id, tenant_id, name, kind, licensed, initial_policy_id, created)
      VALUES ($1, $2, $3, $4, $5, $6, $7) ON CONFLICT (mailbox_id) DO NOTHING\
      """;
  private static final String BY_ID = MailboxRows.SELECT + "WHERE m.mailbox_id = $1";
  private static final String PAGE =
      MailboxRows.SELECT
          + """
          WHERE m.tenant_id = $1 AND ($2::uuid IS NULL OR m.mailbox_id > $2)
            AND ($3::uuid IS NULL OR a.policy_id = $3)
            AND ($4::boolean IS NULL OR (a.version IS NOT NULL
                 AND (COALESCE(a.applied_version, 0) >= a.version) = $4))
          ORDER BY m.mailbox_id LIMIT $5\
          """;

  private final Pool pool;
  private final SqlAssignments assignments;
  private final Outbox outbox;
  private final Clock clock;

  SqlDirectory(Pool pool, SqlAssignments assignments, Outbox outbox, Clock clock) {
    this.pool = pool;
    this.assignments = assignments;
    this.outbox = outbox;
    this.clock = clock;
  }

  @Override
  public Uni<Put<Mailbox>> put(MailboxDraft draft, Actor actor) {
    Instant now = now();
    return pool.withTransaction(transaction ->
            Sql.requireTenant(transaction, draft.tenant())
                .flatMap(found -> transaction.preparedQuery(INSERT).execute(insertion(draft, now)))
                .call(inserted ->
                    inserted.rowCount() == 0
                        ? Uni.createFrom().voidItem()
                        : entered(transaction, draft, actor, now))
                .flatMap(inserted ->
                    read(transaction, draft)
                        .map(mailbox -> new Put<>(mailbox, inserted.rowCount() > 0))))
        .invoke(outbox::wake);
  }

  private static Tuple insertion(MailboxDraft draft, Instant now) {
    return Sql.tuple(
        draft.id().toUuid(),
        draft.tenant().toUuid(),
        draft.name().value(),
        (short) draft.kind().number(),
        draft.licensed(),
        draft.policy().map(PolicyId::toUuid).orElse(null),
        Sql.time(now));
  }

  private Uni<Void> entered(
      SqlConnection transaction, MailboxDraft draft, Actor actor, Instant now) {
    Uni<Void> audited =
        Sql.audit(
            transaction,
            now,
            actor,
            draft.tenant(),
            AdminAction.MAILBOX_CREATED,
            draft.id().toString());
    return draft
        .policy()
        .map(policy ->
            audited
                .flatMap(nothing ->
                    assignments.assign(
                        transaction,
                        draft.tenant(),
                        policy,
                        List.of(draft.id()),
                        index -> "mailbox",
                        now))
                .replaceWithVoid())
        .orElse(audited);
  }

  private static Uni<Mailbox> read(SqlClient client, MailboxDraft draft) {
    return client
        .preparedQuery(BY_ID)
        .execute(Sql.tuple(draft.id().toUuid()))
        .map(rows -> MailboxRows.toMailbox(rows.iterator().next()))
        .invoke(mailbox -> {
          if (!mailbox.draft().equals(draft)) {
            throw RefusedException.of(
                Refusal.CONFLICT,
                "mailbox",
                "the id names another mailbox, or this one with other values");
          }
        });
  }

  @Override
  public Uni<Mailbox> get(TenantId tenant, MailboxId id) {
    return pool.preparedQuery(BY_ID)
        .execute(Sql.tuple(id.toUuid()))
        .map(rows ->
            Sql.first(rows, MailboxRows::toMailbox)
                .filter(mailbox -> mailbox.draft().tenant().equals(tenant))
                .orElseThrow(() -> NotFound.of("mailbox")));
  }

  @Override
  public Uni<Page<Mailbox>> list(
      TenantId tenant, MailboxFilter filter, Optional<Cursor> after, int limit) {
    Tuple parameters =
        Sql.tuple(
            tenant.toUuid(),
            after.map(cursor -> cursor.id().toUuid()).orElse(null),
            filter.policy().map(PolicyId::toUuid).orElse(null),
            filter.state().map(state -> state == Assignment.State.APPLIED).orElse(null),
            limit + 1);
    return Sql.requireTenant(pool, tenant)
        .flatMap(found -> pool.preparedQuery(PAGE).execute(parameters))
        .map(rows ->
            Page.of(
                Sql.list(rows, MailboxRows::toMailbox),
                limit,
                mailbox -> Cursor.after(mailbox.draft().id())));
  }

  @Override
  public Uni<BulkResult> assign(
      TenantId tenant,
      PolicyId policy,
      List<MailboxId> mailboxes,
      IntFunction<String> field,
      Actor actor) {
    Instant now = now();
    AdminAction action =
        mailboxes.size() == 1 ? AdminAction.MAILBOX_ASSIGNED : AdminAction.MAILBOXES_ASSIGNED;
    String object =
        mailboxes.size() == 1
            ? mailboxes.getFirst() + " to " + policy
            : mailboxes.size() + " mailboxes to " + policy;
    return pool.withTransaction(transaction ->
            assignments
                .assign(transaction, tenant, policy, mailboxes, field, now)
                .call(changed -> Sql.audit(transaction, now, actor, tenant, action, object)))
        .invoke(outbox::wake)
        .map(changed -> new BulkResult(changed, mailboxes.size() - changed));
  }

  private Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MICROS);
  }
}
