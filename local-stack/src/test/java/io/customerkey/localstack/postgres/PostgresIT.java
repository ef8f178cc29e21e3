package io.customerkey.localstack.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.customerkey.localstack.data.DataFolder;
import io.customerkey.localstack.data.PortBook;
import io.customerkey.localstack.data.PrivateFiles;
import io.customerkey.localstack.data.Service;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PostgresIT {
  @TempDir private Path root;

  @Test
  void keepsCommittedRowsOverARestartAndKeepsServicesApart() throws Exception {
    DataFolder folder = DataFolder.open(root);
    int port = PortBook.open(folder).postgres();
    try (Postgres postgres = Postgres.start(folder, port);
        Connection dep = postgres.connect(Service.DEP);
        Statement statement = dep.createStatement()) {
      assertThat(text(statement, "SHOW fsync")).isEqualTo("on");
      assertThat(text(statement, "SHOW synchronous_commit")).isEqualTo("on");
      statement.execute("CREATE TABLE kept (word text)");
      statement.execute("INSERT INTO kept VALUES ('here')");
      dropDatabaseOfFiles(folder, port);
    }
    // What a first start that was killed halfway leaves.
    Files.writeString(folder.postgres().resolve("pg_hba.conf"), "host all all all trust\n");
    try (Postgres postgres = Postgres.start(folder, port)) {
      try (Connection dep = postgres.connect(Service.DEP);
          Statement statement = dep.createStatement()) {
        assertThat(text(statement, "SELECT word FROM kept")).isEqualTo("here");
      }
      postgres.connect(Service.SHAREPOINT_ENCRYPTOR).close();
      assertThatThrownBy(() -> open(port, "unwrap", "dep", Postgres.password(folder, Service.DEP)))
          .isInstanceOf(SQLException.class)
          .hasMessageContaining("permission denied for database");
      assertThatThrownBy(() -> open(port, "dep", "dep", "wrong"))
          .isInstanceOf(SQLException.class)
          .hasMessageContaining("password authentication failed");
    }
  }

  /** As data looks that an earlier version made: a service has no database yet. */
  private static void dropDatabaseOfFiles(DataFolder folder, int port) throws SQLException {
    String password = PrivateFiles.read(folder.secret("database-postgres.password"));
    try (Connection all =
            DriverManager.getConnection(
                "jdbc:postgresql://localhost:" + port + "/postgres", "postgres", password);
        Statement statement = all.createStatement()) {
      statement.execute("DROP DATABASE sharepoint");
      statement.execute("DROP ROLE sharepoint");
    }
  }

  private static void open(int port, String database, String user, String password)
      throws SQLException {
    DriverManager.getConnection(
            "jdbc:postgresql://localhost:" + port + "/" + database, user, password)
        .close();
  }

  private static String text(Statement statement, String query) throws SQLException {
    try (ResultSet rows = statement.executeQuery(query)) {
      assertThat(rows.next()).isTrue();
      return rows.getString(1);
    }
  }
}
