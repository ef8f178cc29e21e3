package io.customerkey.exchange.store;

import io.customerkey.crypto.Bytes;
import io.customerkey.crypto.id.Identifier;
import io.customerkey.crypto.key.WrappedKey;
import io.customerkey.exchange.assignment.Generation;
import io.customerkey.exchange.assignment.Sequence;
import io.customerkey.protocol.common.v1.FailureReason;
import io.customerkey.protocol.failure.CustomerKeyException;
import io.smallrye.mutiny.Uni;
import io.vertx.core.buffer.Buffer;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlClient;
import io.vertx.mutiny.sqlclient.Tuple;
import io.vertx.pgclient.PgException;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/** Statements and their values. */
final class Sql {
  private static final String FOREIGN_KEY = "23503";
  private static final String UNIQUE = "23505";

  private Sql() {}

  static Uni<RowSet<Row>> run(SqlClient client, String sql, @Nullable Object... values) {
    return client
        .preparedQuery(sql)
        .execute(Tuple.from(values))
        .onFailure(failure -> !(failure instanceof PgException))
        .transform(Sql::unavailable);
  }

  /** Whatever is no answer of the database: it cannot be reached, or not in time. */
  static Throwable unavailable(Throwable failure) {
    if (failure instanceof CustomerKeyException || failure instanceof PgException) {
      return failure;
    }
    CustomerKeyException known =
        CustomerKeyException.of(
            FailureReason.FAILURE_REASON_DEPENDENCY_UNAVAILABLE, "the database does not answer");
    known.initCause(failure);
    return known;
  }

  static boolean isUnique(Throwable failure) {
    return failure instanceof PgException pg && UNIQUE.equals(pg.getSqlState());
  }

  static boolean isForeignKey(Throwable failure) {
    return failure instanceof PgException pg && FOREIGN_KEY.equals(pg.getSqlState());
  }

  static Optional<Row> first(RowSet<Row> rows) {
    return StreamSupport.stream(rows.spliterator(), false).findFirst();
  }

  static List<Row> all(RowSet<Row> rows) {
    return StreamSupport.stream(rows.spliterator(), false).toList();
  }

  static Bytes bytes(Row row, String column) {
    return Bytes.takeOwnershipOf(array(row, column));
  }

  static byte[] array(Row row, String column) {
    return row.get(Buffer.class, column).getBytes();
  }

  static Buffer buffer(Bytes bytes) {
    return Buffer.buffer(bytes.toByteArray());
  }

  static WrappedKey wrapped(Row row) {
    return new WrappedKey(bytes(row, "wrapped_key"));
  }

  static Generation generation(Row row) {
    return new Generation(
        io.customerkey.crypto.id.PolicyId.of(row.getUUID("policy")),
        io.customerkey.crypto.id.GenerationId.of(row.getUUID("generation")));
  }

  static Sequence sequence(Row row) {
    return new Sequence(row.getLong("record_incarnation"), row.getLong("record_counter"));
  }

  static UUID[] uuids(List<? extends Identifier> ids) {
    return ids.stream().map(Identifier::toUuid).toArray(UUID[]::new);
  }
}
