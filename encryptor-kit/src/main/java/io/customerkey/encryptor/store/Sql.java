package io.customerkey.encryptor.store;

import io.customerkey.crypto.Bytes;
import io.customerkey.crypto.id.GenerationId;
import io.customerkey.crypto.id.Identifier;
import io.customerkey.crypto.id.PolicyId;
import io.customerkey.crypto.key.WrappedKey;
import io.customerkey.encryptor.assignment.Generation;
import io.customerkey.encryptor.assignment.Sequence;
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
import java.util.Set;
import java.util.UUID;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/** Statements and their values. */
public final class Sql {
  private static final String FOREIGN_KEY = "23503";
  private static final String UNIQUE = "23505";
  private static final String DISK_FULL = "53100";

  /**
   * Classes of SQLSTATE: connection, rolled back, resources (disk full, connections), operator
   * (shut down, starting up), system. See PostgreSQL's appendix "Error Codes".
   */
  private static final Set<String> PASSING = Set.of("08", "40", "53", "57", "58");

  private Sql() {}

  /**
   * Runs one prepared statement. Where the database cannot be reached, or cannot serve now, it
   * fails with DEPENDENCY_UNAVAILABLE; what the database refuses for good fails with its
   * PgException, whose message is not to be logged.
   *
   * @param values of its parameters in order
   * @return the rows
   */
  public static Uni<RowSet<Row>> run(SqlClient client, String sql, @Nullable Object... values) {
    return client
        .preparedQuery(sql)
        .execute(Tuple.from(values))
        .onFailure()
        .transform(Sql::unavailable);
  }

  /**
   * @return DEPENDENCY_UNAVAILABLE in place of what passes by itself: the database cannot be
   *     reached, or not in time, starts or stops, has no room or no connection left, or chose this
   *     transaction to give way
   */
  public static Throwable unavailable(Throwable failure) {
    if (failure instanceof CustomerKeyException
        || (failure instanceof PgException refusal && !passes(refusal))) {
      return failure;
    }
    CustomerKeyException known =
        CustomerKeyException.of(FailureReason.FAILURE_REASON_DEPENDENCY_UNAVAILABLE, why(failure));
    known.initCause(failure);
    return known;
  }

  private static String why(Throwable failure) {
    return failure instanceof PgException refusal && DISK_FULL.equals(refusal.getSqlState())
        ? "the database has no room left; send it again later"
        : "the database does not answer";
  }

  private static boolean passes(PgException refusal) {
    String state = refusal.getSqlState();
    return state != null && PASSING.stream().anyMatch(state::startsWith);
  }

  /**
   * @return whether a unique constraint refused it
   */
  public static boolean isUnique(Throwable failure) {
    return failure instanceof PgException pg && UNIQUE.equals(pg.getSqlState());
  }

  /**
   * @return whether a foreign key refused it
   */
  public static boolean isForeignKey(Throwable failure) {
    return failure instanceof PgException pg && FOREIGN_KEY.equals(pg.getSqlState());
  }

  /**
   * @return the first row, if there is one
   */
  public static Optional<Row> first(RowSet<Row> rows) {
    return StreamSupport.stream(rows.spliterator(), false).findFirst();
  }

  /**
   * @return every row
   */
  public static List<Row> all(RowSet<Row> rows) {
    return StreamSupport.stream(rows.spliterator(), false).toList();
  }

  /**
   * @return a column of type bytea
   */
  public static Bytes bytes(Row row, String column) {
    return Bytes.takeOwnershipOf(array(row, column));
  }

  /**
   * @return a column of type bytea; the array is the receiver's own
   */
  public static byte[] array(Row row, String column) {
    return row.get(Buffer.class, column).getBytes();
  }

  /**
   * @return a value of type bytea
   */
  public static Buffer buffer(Bytes bytes) {
    return Buffer.buffer(bytes.toByteArray());
  }

  static WrappedKey wrapped(Row row) {
    return new WrappedKey(bytes(row, "wrapped_key"));
  }

  /**
   * @return columns {@code policy} and {@code generation}
   */
  public static Generation generation(Row row) {
    return new Generation(
        PolicyId.of(row.getUUID("policy")), GenerationId.of(row.getUUID("generation")));
  }

  static Sequence sequence(Row row) {
    return new Sequence(row.getLong("record_incarnation"), row.getLong("record_counter"));
  }

  /**
   * @return a value of type uuid[]
   */
  public static UUID[] uuids(List<? extends Identifier> ids) {
    return ids.stream().map(Identifier::toUuid).toArray(UUID[]::new);
  }
}
