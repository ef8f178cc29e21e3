package io.customerkey.availability.store;

import io.customerkey.crypto.Bytes;
import io.vertx.core.buffer.Buffer;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import java.util.Iterator;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What every table's mapping needs. */
final class Rows {
  private Rows() {}

  static Optional<Row> first(RowSet<Row> rows) {
    Iterator<Row> all = rows.iterator();
    return all.hasNext() ? Optional.of(all.next()) : Optional.empty();
  }

  static Optional<Bytes> bytes(Row row, String column) {
    @Nullable Buffer value = row.get(Buffer.class, column);
    return value == null ? Optional.empty() : Optional.of(Bytes.takeOwnershipOf(value.getBytes()));
  }

  static Buffer buffer(Bytes bytes) {
    return Buffer.buffer(bytes.toByteArray());
  }
}
