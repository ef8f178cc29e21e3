package io.customerkey.localstack.postgres;

import io.customerkey.localstack.data.DataFolder;
import io.customerkey.localstack.data.Entropy;
import io.customerkey.localstack.data.Orphans;
import io.customerkey.localstack.data.PrivateFiles;
import io.customerkey.localstack.data.Service;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Optional;
import java.util.Properties;

/**
 * PostgreSQL on the data of the folder, durable ({@code fsync} and {@code synchronous_commit} on),
 * loopback only, password for every connection. Each service has one database and one role of the
 * same name that owns it and may use no other.
 */
public final class Postgres implements AutoCloseable {
  private static final String SUPERUSER = "postgres";
  private static final String ACCESS =
      """
      # TYPE DATABASE USER ADDRESS METHOD
      local all all scram-sha-256
      host all all 127.0.0.1/32 scram-sha-256
      host all all ::1/128 scram-sha-256
      """;

  private final EmbeddedPostgres server;
  private final DataFolder folder;

  private Postgres(EmbeddedPostgres server, DataFolder folder) {
    this.server = server;
    this.folder = folder;
  }

  /**
   * Starts it; a server that a killed predecessor left on this data is stopped first.
   *
   * @throws IllegalStateException when it does not come up; its log is {@code logs/postgres.log}
   */
  public static Postgres start(DataFolder folder, int port) {
    Leftover.stop(folder.postgres());
    Path log = folder.logs().resolve("postgres.log");
    try {
      EmbeddedPostgres server =
          EmbeddedPostgres.builder()
              .setDataDirectory(folder.postgres())
              .setCleanDataDirectory(false)
              .setRegisterShutdownHook(false)
              .setPort(port)
              .setServerConfig("fsync", "on")
              .setServerConfig("synchronous_commit", "on")
              .setServerConfig("listen_addresses", "localhost")
              .setServerConfig("max_connections", "200")
              .setServerConfig("shared_buffers", "64MB")
              .setConnectConfig("password", password(folder, SUPERUSER))
              .setPGStartupWait(Duration.ofSeconds(60))
              .setOutputRedirector(Redirect.appendTo(log.toFile()))
              .setErrorRedirector(Redirect.appendTo(log.toFile()))
              .start();
      Postgres postgres = new Postgres(server, folder);
      postgres.prepare();
      return postgres;
    } catch (IOException e) {
      throw new IllegalStateException("PostgreSQL did not start; see " + log, e);
    } catch (SQLException e) {
      throw new IllegalStateException("PostgreSQL did not take its roles; see " + log, e);
    }
  }

  /** The port it listens on, on localhost. */
  public int port() {
    return server.getPort();
  }

  /** The password of the service's role, also before the first start. */
  public static String password(DataFolder folder, Service service) {
    return password(folder, service.database());
  }

  /** A connection as the service's role to its database. */
  public Connection connect(Service service) throws SQLException {
    return connect(service.database(), service.database());
  }

  private Connection connect(String database, String role) throws SQLException {
    Properties properties = new Properties();
    properties.setProperty("user", role);
    properties.setProperty("password", password(folder, role));
    return DriverManager.getConnection(
        "jdbc:postgresql://localhost:" + port() + "/" + database, properties);
  }

  private void prepare() throws SQLException, IOException {
    try (Connection connection = connect(SUPERUSER, SUPERUSER);
        Statement statement = connection.createStatement()) {
      statement.execute("ALTER ROLE postgres PASSWORD '" + password(folder, SUPERUSER) + "'");
      Path access = folder.postgres().resolve("pg_hba.conf");
      if (!ACCESS.equals(Files.readString(access))) {
        PrivateFiles.write(access, ACCESS);
        statement.execute("SELECT pg_reload_conf()");
      }
      for (Service service : Service.values()) {
        prepare(statement, service.database());
      }
    }
  }

  private void prepare(Statement statement, String name) throws SQLException {
    if (!exists(statement, "SELECT 1 FROM pg_roles WHERE rolname = '" + name + "'")) {
      statement.execute("CREATE ROLE " + name + " LOGIN");
    }
    statement.execute("ALTER ROLE " + name + " PASSWORD '" + password(folder, name) + "'");
    if (!exists(statement, "SELECT 1 FROM pg_database WHERE datname = '" + name + "'")) {
      statement.execute("CREATE DATABASE " + name + " OWNER " + name);
    }
    statement.execute("REVOKE ALL ON DATABASE " + name + " FROM PUBLIC");
  }

  private static boolean exists(Statement statement, String query) throws SQLException {
    try (ResultSet rows = statement.executeQuery(query)) {
      return rows.next();
    }
  }

  private static String password(DataFolder folder, String role) {
    return PrivateFiles.readOrWrite(
        folder.secret("database-" + role + ".password"), Entropy::secret);
  }

  /**
   * Stops it (fast shutdown: open transactions are rolled back) and waits until the process is
   * gone; the data stay.
   */
  @Override
  public void close() {
    Optional<ProcessHandle> process = Leftover.of(folder.postgres());
    try {
      server.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    // The library gives up after five seconds, and the process outlives its pid file.
    Leftover.stop(folder.postgres());
    process.ifPresent(ending -> Orphans.awaitEnd(ending, Leftover.PATIENCE));
  }
}
