package io.customerkey.cli.demo;

import io.customerkey.cli.stack.StackFolder;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Properties;

/** Commands to the database server itself, as only its owner may give. */
final class Superuser {
  static final String DATABASE = "postgres";

  private final StackFolder folder;

  Superuser(StackFolder folder) {
    this.folder = folder;
  }

  /** Makes the server write everything it holds to its files; the log of changes stays. */
  void checkpoint() throws SQLException {
    execute("CHECKPOINT");
  }

  /** Ends the files of the log of changes and, for once, does not use them again. */
  void forgetWriteAheadLog() throws SQLException {
    execute("ALTER SYSTEM SET wal_recycle = off");
    execute("SELECT pg_reload_conf()");
    execute("SELECT pg_switch_wal()");
    checkpoint();
    execute("ALTER SYSTEM RESET wal_recycle");
    execute("SELECT pg_reload_conf()");
  }

  void execute(String sql) throws SQLException {
    try (Connection connection = connect(DATABASE);
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  Connection connect(String database) throws SQLException {
    Properties properties = new Properties();
    properties.setProperty("user", "postgres");
    properties.setProperty("password", folder.secret("database-postgres.password"));
    return DriverManager.getConnection(
        "jdbc:postgresql://localhost:" + folder.running().postgresPort() + "/" + database,
        properties);
  }
}
