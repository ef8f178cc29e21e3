package io.customerkey.dep.store;

import io.customerkey.crypto.id.Id128;
import io.customerkey.crypto.id.PolicyId;
import io.customerkey.crypto.id.TenantId;
import io.customerkey.dep.contact.ContactId;
import io.customerkey.dep.contact.Deliveries;
import io.customerkey.dep.contact.Delivery;
import io.customerkey.dep.contact.DeliveryEntry;
import io.customerkey.dep.contact.DeliveryFilter;
import io.customerkey.dep.contact.DeliveryId;
import io.customerkey.dep.contact.DeliveryLog;
import io.customerkey.dep.contact.DeliveryState;
import io.customerkey.dep.contact.UnsafeWebhookHosts;
import io.customerkey.dep.contact.WebhookAnswer;
import io.customerkey.dep.policy.HealthChange;
import io.customerkey.dep.tenant.Cursor;
import io.customerkey.dep.tenant.Page;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Deliveries in SQL. */
@ApplicationScoped
class SqlDeliveries implements Deliveries, DeliveryLog {
  private static final String ADD =
      """
      INSERT INTO contact_delivery (contact_id, tenant_id, policy_id, number, body, next_attempt,
                                    created)
      SELECT contact_id, tenant_id, $2, $3, $4, $5, $5 FROM contact WHERE tenant_id = $1
      ON CONFLICT (contact_id, policy_id, number) DO NOTHING\
      """;

  /** Every contact's first before any contact's second, and no contact takes all the room. */
  private static final String CLAIM =
      """
      WITH due AS (
        SELECT delivery_id, row_number() OVER (PARTITION BY contact_id ORDER BY sequence) AS place
        FROM contact_delivery d
        WHERE state = 1 AND next_attempt <= $1
          AND NOT EXISTS (
            SELECT FROM contact_delivery e
            WHERE e.contact_id = d.contact_id AND e.policy_id = d.policy_id AND e.state = 1
              AND e.sequence < d.sequence)),
      taken AS (
        UPDATE contact_delivery d SET next_attempt = $2, attempts = attempts + 1
        WHERE state = 1 AND next_attempt <= $1
          AND delivery_id IN (SELECT delivery_id FROM due WHERE place <= 8 ORDER BY place LIMIT $3)
        RETURNING delivery_id, contact_id, body, attempts)
      SELECT * FROM taken JOIN contact USING (contact_id)\
      """;

  private static final String ATTEMPTED =
      """
      UPDATE contact_delivery SET state = $2, next_attempt = coalesce($3::timestamptz, next_attempt),
        finished = $4, status = $5, error = $6
      WHERE delivery_id = $1 AND state = 1\
      """;
  private static final String PAGE =
      """
      SELECT * FROM contact_delivery
      WHERE tenant_id = $1 AND ($2::uuid IS NULL OR contact_id = $2)
        AND ($3::smallint IS NULL OR state = $3)
        AND ($4::timestamptz IS NULL OR (created, delivery_id) < ($4, $5::uuid))
      ORDER BY created DESC, delivery_id DESC LIMIT $6\
      """;

  private final Pool pool;
  private final UnsafeWebhookHosts unsafe;
  private final Clock clock;

  SqlDeliveries(Pool pool, UnsafeWebhookHosts unsafe, Clock clock) {
    this.pool = pool;
    this.unsafe = unsafe;
    this.clock = clock;
  }

  private Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MICROS);
  }

  @Override
  public Uni<Void> add(HealthChange change, String body) {
    return pool.preparedQuery(ADD)
        .execute(
            Sql.tuple(
                change.tenant().toUuid(),
                change.policy().toUuid(),
                change.number(),
                body,
                Sql.time(now())))
        .replaceWithVoid();
  }

  @Override
  public Uni<List<Delivery>> claim(int limit, Duration hold) {
    Instant now = now();
    return pool.preparedQuery(CLAIM)
        .execute(Sql.tuple(Sql.time(now), Sql.time(now.plus(hold)), (long) limit))
        .map(rows ->
            Sql.list(
                rows,
                row ->
                    new Delivery(
                        new DeliveryId(Id128.of(row.getUUID("delivery_id"))),
                        SqlContacts.contact(row, unsafe),
                        row.getString("body"),
                        row.getInteger("attempts"))));
  }

  @Override
  public Uni<Void> attempted(DeliveryId id, WebhookAnswer answer, Optional<Instant> again) {
    @Nullable OffsetDateTime next = again.map(Sql::time).orElse(null);
    @Nullable OffsetDateTime finished = again.isPresent() ? null : Sql.time(now());
    Tuple became =
        switch (answer) {
          case WebhookAnswer.Accepted accepted ->
              Sql.tuple(
                  id.toUuid(),
                  number(DeliveryState.DELIVERED),
                  null,
                  Sql.time(now()),
                  accepted.status(),
                  null);
          case WebhookAnswer.Rejected rejected ->
              Sql.tuple(
                  id.toUuid(),
                  failed(again),
                  next,
                  finished,
                  rejected.status(),
                  "the receiver answered " + rejected.status());
          case WebhookAnswer.Unreached unreached ->
              Sql.tuple(id.toUuid(), failed(again), next, finished, null, unreached.why());
        };
    return pool.preparedQuery(ATTEMPTED).execute(became).replaceWithVoid();
  }

  private static short failed(Optional<Instant> again) {
    return number(again.isPresent() ? DeliveryState.PENDING : DeliveryState.DEAD);
  }

  private static short number(DeliveryState state) {
    return (short) state.number();
  }

  @Override
  public Uni<Page<DeliveryEntry>> list(
      TenantId tenant, DeliveryFilter filter, Optional<Cursor> after, int limit) {
    Tuple parameters =
        Sql.tuple(
            tenant.toUuid(),
            filter.contact().map(ContactId::toUuid).orElse(null),
            filter.state().map(SqlDeliveries::number).orElse(null),
            after.flatMap(Cursor::time).map(Sql::time).orElse(null),
            after.map(cursor -> cursor.id().toUuid()).orElse(null),
            (long) limit + 1);
    return Sql.requireTenant(pool, tenant)
        .flatMap(found -> pool.preparedQuery(PAGE).execute(parameters))
        .map(rows ->
            Page.of(
                Sql.list(rows, SqlDeliveries::entry),
                limit,
                entry -> Cursor.after(entry.created(), entry.id().value())));
  }

  private static DeliveryEntry entry(Row row) {
    DeliveryState state = DeliveryState.of(row.getShort("state"));
    return new DeliveryEntry(
        new DeliveryId(Id128.of(row.getUUID("delivery_id"))),
        new ContactId(Id128.of(row.getUUID("contact_id"))),
        PolicyId.of(row.getUUID("policy_id")),
        row.getLong("number"),
        state,
        row.getInteger("attempts"),
        Sql.instant(row, "created"),
        state == DeliveryState.PENDING
            ? Optional.of(Sql.instant(row, "next_attempt"))
            : Optional.empty(),
        Optional.ofNullable(row.getOffsetDateTime("finished")).map(OffsetDateTime::toInstant),
        Optional.ofNullable(row.getInteger("status")),
        Optional.ofNullable(row.getString("error")));
  }

  @Override
  public Uni<Void> forget(Instant before) {
    return pool.preparedQuery("DELETE FROM contact_delivery WHERE created < $1 AND state <> 1")
        .execute(Sql.tuple(Sql.time(before)))
        .replaceWithVoid();
  }
}
