package io.customerkey.benchmarks.fleet;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** What key-unwrap-service wrote about its calls to vaults. */
final class Attempts implements AutoCloseable {
  private final Connection database;

  Attempts(BenchStack stack) throws SQLException {
    this.database =
        DriverManager.getConnection(
            "jdbc:postgresql://localhost:" + stack.folder().running().postgresPort() + "/unwrap",
            "unwrap",
            stack.folder().secret("database-unwrap.password"));
  }

  /** The database's clock. */
  Instant now() throws SQLException {
    try (Statement statement = database.createStatement();
        ResultSet row = statement.executeQuery("SELECT clock_timestamp()")) {
      row.next();
      return row.getTimestamp(1).toInstant();
    }
  }

  /**
   * {@return how many milliseconds each vault took that opened a key}
   *
   * @param from only attempts that began later
   */
  List<Double> millisOfAnswers(Instant from) throws SQLException {
    try (PreparedStatement query =
        database.prepareStatement(
            "SELECT extract(epoch FROM ended - started) * 1000 FROM vault_attempt"
                + " WHERE outcome = 'OK' AND operation = 'UNWRAP' AND started > ?")) {
      query.setTimestamp(1, Timestamp.from(from));
      try (ResultSet rows = query.executeQuery()) {
        List<Double> millis = new ArrayList<>();
        while (rows.next()) {
          millis.add(rows.getDouble(1));
        }
        return millis;
      }
    }
  }

  @Override
  public void close() throws SQLException {
    database.close();
  }
}
