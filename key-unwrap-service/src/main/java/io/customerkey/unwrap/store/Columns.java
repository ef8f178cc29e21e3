package io.customerkey.unwrap.store;

import io.customerkey.crypto.Bytes;
import io.customerkey.unwrap.alert.Alert;
import io.customerkey.unwrap.alert.Alerts;
import io.vertx.core.buffer.Buffer;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.Tuple;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Values of ours as PostgreSQL columns, and back. */
final class Columns {
  private Columns() {}

  static Tuple tuple(@Nullable Object... values) {
    return Tuple.from(Arrays.asList(values));
  }

  static OffsetDateTime time(Instant instant) {
    return instant.atOffset(ZoneOffset.UTC);
  }

  static @Nullable OffsetDateTime time(Optional<Instant> instant) {
    return instant.map(Columns::time).orElse(null);
  }

  static Instant instant(Row row, String column) {
    return row.getOffsetDateTime(column).toInstant();
  }

  static Optional<Instant> maybeInstant(Row row, String column) {
    return Optional.ofNullable(row.getOffsetDateTime(column)).map(OffsetDateTime::toInstant);
  }

  static Buffer bytes(Bytes bytes) {
    return Buffer.buffer(bytes.toByteArray());
  }

  static Bytes bytes(Row row, String column) {
    Buffer buffer = row.getDelegate().getBuffer(column);
    return Bytes.takeOwnershipOf(buffer.getBytes());
  }

  static <T> List<T> list(RowSet<Row> rows, Function<Row, T> read) {
    List<T> list = new ArrayList<>(rows.size());
    for (Row row : rows) {
      list.add(read.apply(row));
    }
    return list;
  }

  /** The rows that make sense; a row that does not stops nobody else's. */
  static <T> List<T> readable(RowSet<Row> rows, Function<Row, T> read, Alerts alerts) {
    List<T> list = new ArrayList<>(rows.size());
    for (Row row : rows) {
      try {
        list.add(read.apply(row));
      } catch (IllegalArgumentException | IndexOutOfBoundsException senseless) {
        alerts.raise(Alert.ROW_UNREADABLE, row.getColumnName(0) + " " + row.getValue(0));
      }
    }
    return list;
  }

  static <T> Optional<T> first(RowSet<Row> rows, Function<Row, T> read) {
    return list(rows, read).stream().findFirst();
  }
}
