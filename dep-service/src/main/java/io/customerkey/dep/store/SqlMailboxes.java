package io.customerkey.dep.store;

import io.customerkey.crypto.id.MailboxId;
import io.customerkey.crypto.id.PolicyId;
import io.customerkey.crypto.id.TenantId;
import io.customerkey.dep.audit.Actor;
import io.customerkey.dep.audit.AdminAction;
import io.customerkey.dep.mailbox.LicenceRules;
import io.customerkey.dep.mailbox.Mailbox;
import io.customerkey.dep.mailbox.MailboxChange;
import io.customerkey.dep.mailbox.MailboxDraft;
import io.customerkey.dep.mailbox.MailboxFilter;
import io.customerkey.dep.mailbox.Mailboxes;
import io.customerkey.dep.tenant.Cursor;
import io.customerkey.dep.tenant.Name;
import io.customerkey.dep.tenant.NamePart;
import io.customerkey.dep.tenant.Page;
import io.customerkey.dep.tenant.Put;
import io.customerkey.servicekit.outbox.Outbox;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.Optional;

/** The directory of mailboxes in SQL. */
@ApplicationScoped
class SqlMailboxes implements Mailboxes {
  private static final String INSERT =
      """
      INSERT INTO mailbox (mailbox_id, tenant_id, name, initial_name, kind, licensed, initial_licensed,
                           initial_policy_id, created)
      VALUES ($1, $2, $3, $3, $4, $5, $5, $6, $7) ON CONFLICT (mailbox_id) DO NOTHING\
      """;
  private static final DirectoryRows<Mailbox> ROWS =
      new DirectoryRows<>(
          "mailbox",
          MailboxRows.SELECT + "WHERE m.mailbox_id = $1",
          " FOR UPDATE OF m",
          MailboxRows::toMailbox,
          mailbox -> mailbox.draft().tenant(),
          mailbox -> mailbox.draft().id());
  private static final String PAGE =
      MailboxRows.SELECT
          + String.format(
              Locale.ROOT,
              """
              WHERE m.tenant_id = $1 AND ($2::uuid IS NULL OR m.mailbox_id > $2)
                AND ($3::uuid IS NULL OR a.policy_id = $3) AND %s AND %s
              ORDER BY m.mailbox_id LIMIT $6\
              """,
              AssignmentRows.inState("$4"),
              Sql.named("m.name", "$5"));
  private static final String NEEDS_LICENCE =
      """
      SELECT 1 FROM assignment a JOIN policy p ON p.policy_id = a.policy_id
      WHERE a.kind = 1 AND a.object_id = $1 AND p.provider_directory_id IS NULL\
      """;
  private static final String CHANGE =
      "UPDATE mailbox SET name = $2, licensed = $3 WHERE mailbox_id = $1";

  private final Pool pool;
  private final SqlMailboxAssignments assignments;
  private final Outbox outbox;
  private final Clock clock;

  SqlMailboxes(Pool pool, SqlMailboxAssignments assignments, Outbox outbox, Clock clock) {
    this.pool = pool;
    this.assignments = assignments;
    this.outbox = outbox;
    this.clock = clock;
  }

  @Override
  public Uni<Put<Mailbox>> put(MailboxDraft draft, Actor actor) {
    Instant now = now();
    return pool.withTransaction(transaction ->
            Sql.holdTenant(transaction, draft.tenant())
                .flatMap(held -> transaction.preparedQuery(INSERT).execute(insertion(draft, now)))
                .call(inserted ->
                    inserted.rowCount() == 0
                        ? Uni.createFrom().voidItem()
                        : entered(transaction, draft, actor, now))
                .flatMap(inserted ->
                    ROWS.put(transaction, draft.id(), mailbox -> mailbox.draft().equals(draft))
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
    return Sql.audit(
            transaction,
            now,
            actor,
            draft.tenant(),
            AdminAction.MAILBOX_CREATED,
            draft.id().toString())
        .flatMap(audited -> assignments.assignNew(transaction, draft, now));
  }

  @Override
  public Uni<Mailbox> get(TenantId tenant, MailboxId id) {
    return ROWS.find(pool, tenant, id);
  }

  @Override
  public Uni<Page<Mailbox>> list(
      TenantId tenant, MailboxFilter filter, Optional<Cursor> after, int limit) {
    Tuple parameters =
        Sql.tuple(
            tenant.toUuid(),
            after.map(cursor -> cursor.id().toUuid()).orElse(null),
            filter.policy().map(PolicyId::toUuid).orElse(null),
            AssignmentRows.parameter(filter.state()),
            filter.name().map(NamePart::value).orElse(null),
            limit + 1);
    return ROWS.page(pool, tenant, PAGE, parameters, limit);
  }

  @Override
  public Uni<Mailbox> change(TenantId tenant, MailboxId id, MailboxChange change, Actor actor) {
    return pool.withTransaction(transaction ->
        ROWS.lock(transaction, tenant, id)
            .call(mailbox -> change(transaction, mailbox, change, actor))
            .flatMap(changed -> ROWS.find(transaction, tenant, id)));
  }

  private Uni<Void> change(
      SqlConnection transaction, Mailbox mailbox, MailboxChange change, Actor actor) {
    Name name = change.name().orElse(mailbox.name());
    boolean licensed = change.licensed().orElse(mailbox.licensed());
    if (name.equals(mailbox.name()) && licensed == mailbox.licensed()) {
      return Uni.createFrom().voidItem();
    }
    MailboxId id = mailbox.draft().id();
    String act =
        Sql.renaming(id, mailbox.name().value(), name)
            + (licensed == mailbox.licensed() ? "" : ", licensed " + licensed);
    return mayBe(transaction, mailbox, licensed)
        .flatMap(allowed ->
            transaction
                .preparedQuery(CHANGE)
                .execute(Sql.tuple(id.toUuid(), name.value(), licensed)))
        .flatMap(changed ->
            Sql.audit(
                transaction,
                now(),
                actor,
                mailbox.draft().tenant(),
                AdminAction.MAILBOX_CHANGED,
                act));
  }

  /** A licence stays while a customer's policy needs it. */
  private static Uni<Void> mayBe(SqlConnection transaction, Mailbox mailbox, boolean licensed) {
    return transaction
        .preparedQuery(NEEDS_LICENCE)
        .execute(Sql.tuple(mailbox.draft().id().toUuid()))
        .invoke(rows -> {
          if (rows.size() > 0) {
            LicenceRules.requireLicence("mailbox", mailbox.draft().kind(), licensed);
          }
        })
        .replaceWithVoid();
  }

  private Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MICROS);
  }
}
