package io.customerkey.unwrap.api;

import io.customerkey.localstack.data.Service;
import io.customerkey.localstack.testing.TestStack;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import java.util.Objects;

/** The service's database in the test stack's PostgreSQL, which a test shuts and opens. */
final class StackDatabase {
  private StackDatabase() {}

  /** No connection stays, and none is taken. */
  static void shut() throws SQLException {
    try (Connection owner = owner()) {
      allow(owner, false);
      try (PreparedStatement end =
          owner.prepareStatement(
              "SELECT pg_terminate_backend(pid, 10000) FROM pg_stat_activity WHERE datname = ?")) {
        end.setString(1, setting("name"));
        end.execute();
      }
    }
  }

  static void open() throws SQLException {
    try (Connection owner = owner()) {
      allow(owner, true);
    }
  }

  private static void allow(Connection owner, boolean connections) throws SQLException {
    try (Statement statement = owner.createStatement()) {
      statement.execute("ALTER DATABASE " + setting("name") + " ALLOW_CONNECTIONS " + connections);
    }
  }

  static Connection connect() throws SQLException {
    return connect(setting("name"));
  }

  private static Connection owner() throws SQLException {
    return connect("postgres");
  }

  private static Connection connect(String database) throws SQLException {
    return DriverManager.getConnection(
        "jdbc:postgresql://" + setting("host") + ":" + setting("port") + "/" + database,
        setting("user"),
        setting("password"));
  }

  private static String setting(String name) {
    Map<String, String> settings = TestStack.shared().settings(Service.KEY_UNWRAP);
    return Objects.requireNonNull(settings.get("customerkey.database." + name));
  }
}
