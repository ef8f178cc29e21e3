package io.customerkey.dep.store;

import io.customerkey.crypto.Bytes;
import io.customerkey.crypto.id.Id128;
import io.customerkey.crypto.id.TenantId;
import io.customerkey.dep.audit.Actor;
import io.customerkey.dep.audit.AdminAction;
import io.customerkey.dep.contact.Contact;
import io.customerkey.dep.contact.ContactId;
import io.customerkey.dep.contact.Contacts;
import io.customerkey.dep.contact.UnsafeWebhookHosts;
import io.customerkey.dep.contact.WebhookUrl;
import io.customerkey.dep.refusal.Refusal;
import io.customerkey.dep.refusal.RefusedException;
import io.customerkey.dep.tenant.Put;
import io.customerkey.protocol.common.v1.FailureReason;
import io.customerkey.protocol.failure.CustomerKeyException;
import io.smallrye.mutiny.Uni;
import io.vertx.core.buffer.Buffer;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.List;

/** Contacts in SQL. */
@ApplicationScoped
class SqlContacts implements Contacts {
  private static final String ONE = "SELECT * FROM contact WHERE contact_id = $1";
  private static final String COUNT = "SELECT count(*) AS held FROM contact WHERE tenant_id = $1";
  private static final String INSERT =
      """
      INSERT INTO contact (contact_id, tenant_id, url, salt, created, created_by)
      VALUES ($1, $2, $3, $4, $5, $6)\
      """;

  /** What waits for the row of another's test finds it tested. */
  private static final String TEST =
      """
      WITH due AS (
        UPDATE contact SET tested = now()
        WHERE contact_id = $1 AND tenant_id = $2
          AND (tested IS NULL OR tested <= now() - $3::bigint * interval '1 second')
        RETURNING contact_id)
      SELECT contact.*, EXISTS (SELECT FROM due) AS due FROM contact
      WHERE contact_id = $1 AND tenant_id = $2\
      """;

  private final Pool pool;
  private final UnsafeWebhookHosts unsafe;
  private final Clock clock;

  SqlContacts(Pool pool, UnsafeWebhookHosts unsafe, Clock clock) {
    this.pool = pool;
    this.unsafe = unsafe;
    this.clock = clock;
  }

  @Override
  public Uni<Put<Contact>> add(Contact contact, Actor actor) {
    return pool.withTransaction(tx ->
        Sql.lockTenant(tx, contact.tenant())
            .flatMap(locked -> tx.preparedQuery(ONE).execute(Sql.tuple(contact.id().toUuid())))
            .map(rows -> Sql.first(rows, row -> contact(row, unsafe)))
            .flatMap(held ->
                held.map(existing -> Uni.createFrom().item(same(existing, contact)))
                    .orElseGet(() -> insert(tx, contact, actor))));
  }

  private static Put<Contact> same(Contact existing, Contact asked) {
    if (!existing.tenant().equals(asked.tenant())
        || !existing.url().toString().equals(asked.url().toString())) {
      throw RefusedException.of(
          Refusal.CONFLICT,
          "contact",
          "the id names another contact, or this one with another URL");
    }
    return new Put<>(existing, false);
  }

  private Uni<Put<Contact>> insert(SqlConnection tx, Contact contact, Actor actor) {
    return tx.preparedQuery(COUNT)
        .execute(Sql.tuple(contact.tenant().toUuid()))
        .invoke(rows -> {
          if (rows.iterator().next().getLong("held") >= Contact.MOST) {
            throw CustomerKeyException.limit(
                "contact", Contact.MOST, "a tenant has at most " + Contact.MOST + " contacts");
          }
        })
        .flatMap(counted ->
            tx.preparedQuery(INSERT)
                .execute(
                    Sql.tuple(
                        contact.id().toUuid(),
                        contact.tenant().toUuid(),
                        contact.url().toString(),
                        Buffer.buffer(contact.salt().toByteArray()),
                        Sql.time(contact.created()),
                        contact.createdBy())))
        .flatMap(inserted ->
            Sql.audit(
                tx,
                contact.created(),
                actor,
                contact.tenant(),
                AdminAction.CONTACT_ADDED,
                contact.id() + ": " + contact.url()))
        .replaceWith(new Put<>(contact, true));
  }

  @Override
  public Uni<List<Contact>> list(TenantId tenant) {
    return Sql.requireTenant(pool, tenant)
        .flatMap(found ->
            pool.preparedQuery("SELECT * FROM contact WHERE tenant_id = $1 ORDER BY contact_id")
                .execute(Sql.tuple(tenant.toUuid())))
        .map(rows -> Sql.list(rows, row -> contact(row, unsafe)));
  }

  @Override
  public Uni<Contact> toTest(TenantId tenant, ContactId id) {
    return pool.preparedQuery(TEST)
        .execute(Sql.tuple(id.toUuid(), tenant.toUuid(), Contact.TEST_PAUSE.toSeconds()))
        .map(rows -> Sql.first(rows, this::testable).orElseThrow(() -> NotFound.of("contact")));
  }

  private Contact testable(Row row) {
    if (!row.getBoolean("due")) {
      long seconds = Contact.TEST_PAUSE.toSeconds();
      throw CustomerKeyException.of(
              FailureReason.FAILURE_REASON_OVERLOADED,
              "a contact is tested at most once in " + seconds + " seconds")
          .retryAfter(Contact.TEST_PAUSE);
    }
    return contact(row, unsafe);
  }

  @Override
  public Uni<Void> remove(TenantId tenant, ContactId id, Actor actor) {
    return pool.withTransaction(tx ->
        tx.preparedQuery(
                "DELETE FROM contact WHERE contact_id = $1 AND tenant_id = $2 RETURNING url")
            .execute(Sql.tuple(id.toUuid(), tenant.toUuid()))
            .map(rows ->
                Sql.first(rows, row -> row.getString("url"))
                    .orElseThrow(() -> NotFound.of("contact")))
            .flatMap(url ->
                Sql.audit(
                    tx,
                    clock.instant(),
                    actor,
                    tenant,
                    AdminAction.CONTACT_REMOVED,
                    id + ": " + url)));
  }

  static Contact contact(Row row, UnsafeWebhookHosts unsafe) {
    Buffer salt = row.getDelegate().getBuffer("salt");
    return new Contact(
        new ContactId(Id128.of(row.getUUID("contact_id"))),
        TenantId.of(row.getUUID("tenant_id")),
        WebhookUrl.read(row.getString("url"), unsafe),
        Bytes.takeOwnershipOf(salt.getBytes()),
        Sql.instant(row, "created"),
        row.getString("created_by"));
  }
}
