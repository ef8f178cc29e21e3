package io.customerkey.dep.store;

import io.customerkey.crypto.id.Identifier;
import io.customerkey.crypto.id.TenantId;
import io.customerkey.dep.audit.Actor;
import io.customerkey.dep.audit.AdminAction;
import io.customerkey.dep.tenant.Name;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlClient;
import io.vertx.mutiny.sqlclient.Tuple;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** What the statements of this package share. */
final class Sql {
  private static final String TENANT = "SELECT 1 FROM tenant WHERE tenant_id = $1";
  private static final String HOLD = TENANT + " FOR SHARE";
  private static final String LOCK = TENANT + " FOR UPDATE";
  private static final String AUDIT =
      """
      INSERT INTO audit (at, subject, tenant_id, action, object, request_id)
      VALUES ($1, $2, $3, $4, $5, $6)\
      """;

  private Sql() {}

  /** Parameters in order. */
  static Tuple tuple(@Nullable Object... values) {
    Tuple tuple = Tuple.tuple();
    for (Object value : values) {
      tuple.addValue(value);
    }
    return tuple;
  }

  static UUID[] uuids(List<? extends Identifier> ids) {
    return ids.stream().map(Identifier::toUuid).toArray(UUID[]::new);
  }

  static OffsetDateTime time(Instant instant) {
    return instant.atOffset(ZoneOffset.UTC);
  }

  static Instant instant(Row row, String column) {
    return row.getOffsetDateTime(column).toInstant();
  }

  static <T> List<T> list(RowSet<Row> rows, Function<Row, T> mapping) {
    List<T> list = new ArrayList<>(rows.size());
    rows.forEach(row -> list.add(mapping.apply(row)));
    return list;
  }

  static <T> Optional<T> first(RowSet<Row> rows, Function<Row, T> mapping) {
    return rows.size() == 0 ? Optional.empty() : Optional.of(mapping.apply(rows.iterator().next()));
  }

  /** Fails with NOT_FOUND, field {@code tenant}. */
  static Uni<Void> requireTenant(SqlClient client, TenantId tenant) {
    return requireRow(client, TENANT, tenant);
  }

  /**
   * Keeps the tenant's policies and registrations from being changed until the transaction ends;
   * fails with NOT_FOUND, field {@code tenant}.
   */
  static Uni<Void> holdTenant(SqlClient transaction, TenantId tenant) {
    return requireRow(transaction, HOLD, tenant);
  }

  /**
   * Lets nobody else hold or lock the tenant until the transaction ends, so that what is counted
   * stays true; fails with NOT_FOUND, field {@code tenant}.
   */
  static Uni<Void> lockTenant(SqlClient transaction, TenantId tenant) {
    return requireRow(transaction, LOCK, tenant);
  }

  private static Uni<Void> requireRow(SqlClient client, String statement, TenantId tenant) {
    return client
        .preparedQuery(statement)
        .execute(tuple(tenant.toUuid()))
        .invoke(rows -> {
          if (rows.size() == 0) {
            throw NotFound.of("tenant");
          }
        })
        .replaceWithVoid();
  }

  /** The condition that a name holds a text, whatever its case; a text that is null does always. */
  static String named(String column, String parameter) {
    return String.format(
        Locale.ROOT,
        "(%2$s::text IS NULL OR position(lower(%2$s COLLATE \"pg_c_utf8\") IN lower(%1$s COLLATE \"pg_c_utf8\")) > 0)",
        column,
        parameter);
  }

  /** What the audit says of another name. */
  static String renaming(Identifier object, String from, Name to) {
    return object + ": \"" + from + "\" is now \"" + to + "\"";
  }

  /** A row of the audit in the transaction at hand. */
  static Uni<Void> audit(
      SqlClient client,
      Instant at,
      Actor actor,
      TenantId tenant,
      AdminAction action,
      String object) {
    return audit(client, at, actor, Optional.of(tenant), action, object);
  }

  /** Of the provider's operators, where there is no tenant. */
  static Uni<Void> audit(
      SqlClient client,
      Instant at,
      Actor actor,
      Optional<TenantId> tenant,
      AdminAction action,
      String object) {
    return client
        .preparedQuery(AUDIT)
        .execute(
            tuple(
                time(at),
                actor.subject(),
                tenant.map(TenantId::toUuid).orElse(null),
                action.name(),
                object,
                actor.request().value()))
        .replaceWithVoid();
  }
}
