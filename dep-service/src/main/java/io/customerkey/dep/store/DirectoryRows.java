package io.customerkey.dep.store;

import io.customerkey.crypto.id.Identifier;
import io.customerkey.crypto.id.TenantId;
import io.customerkey.dep.refusal.Refusal;
import io.customerkey.dep.refusal.RefusedException;
import io.customerkey.dep.tenant.Cursor;
import io.customerkey.dep.tenant.Page;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlClient;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * Reads what a directory of mailboxes or sites holds.
 *
 * @param name what is in it, as refusals call it
 * @param byId selects one, by its id as the first parameter
 * @param lock of a selected row until the transaction ends, behind the statement
 * @param mapping of a row
 * @param owner of an object
 * @param id of an object
 */
record DirectoryRows<T>(
    String name,
    String byId,
    String lock,
    Function<Row, T> mapping,
    Function<T, TenantId> owner,
    Function<T, Identifier> id) {
  /** Fails with NOT_FOUND where it is not there or another tenant's. */
  Uni<T> find(SqlClient client, TenantId tenant, Identifier object) {
    return find(client, byId, tenant, object);
  }

  /** As {@link #find}, and nobody else changes it until the transaction ends. */
  Uni<T> lock(SqlConnection transaction, TenantId tenant, Identifier object) {
    return find(transaction, byId + lock, tenant, object);
  }

  private Uni<T> find(SqlClient client, String statement, TenantId tenant, Identifier object) {
    return client
        .preparedQuery(statement)
        .execute(Sql.tuple(object.toUuid()))
        .map(rows ->
            Sql.first(rows, mapping)
                .filter(found -> owner.apply(found).equals(tenant))
                .orElseThrow(() -> NotFound.of(name)));
  }

  /** What was just put; fails with CONFLICT where the id was taken by something else. */
  Uni<T> put(SqlClient client, Identifier object, Predicate<T> same) {
    return client
        .preparedQuery(byId)
        .execute(Sql.tuple(object.toUuid()))
        .map(rows -> mapping.apply(rows.iterator().next()))
        .invoke(found -> {
          if (!same.test(found)) {
            throw RefusedException.of(
                Refusal.CONFLICT,
                name,
                "the id names another " + name + ", or this one with other values");
          }
        });
  }

  /**
   * @param parameters the last limits the rows to one more than the page holds
   */
  Uni<Page<T>> page(Pool pool, TenantId tenant, String statement, Tuple parameters, int limit) {
    return Sql.requireTenant(pool, tenant)
        .flatMap(found -> pool.preparedQuery(statement).execute(parameters))
        .map(rows -> Page.of(Sql.list(rows, mapping), limit, last -> Cursor.after(id.apply(last))));
  }
}
