package io.customerkey.cli.demo;

import io.customerkey.cli.stack.StackFolder;
import io.customerkey.cli.stack.StackState;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * Texts put unencrypted where the suite keeps its data, to prove that the scan would find them: a
 * table, a topic and a log of their own. Removed when closed.
 */
final class Scratch implements AutoCloseable {
  private static final String NAME = "ck_demo_control";

  private final StackFolder folder;
  private final StackState state;
  private final Path log;

  Scratch(StackFolder folder) {
    this.folder = folder;
    this.state = folder.running();
    this.log = folder.logs().resolve(NAME + ".log");
  }

  /** Makes PostgreSQL write everything it holds to its files. */
  void checkpoint() throws SQLException {
    execute("postgres", "CHECKPOINT");
  }

  void write(List<byte[]> texts)
      throws SQLException, IOException, ExecutionException, InterruptedException {
    execute("postgres", "CREATE DATABASE " + NAME);
    table(texts);
    topic(texts);
    StringBuilder lines = new StringBuilder();
    for (byte[] text : texts) {
      lines.append(new String(text, StandardCharsets.ISO_8859_1)).append('\n');
    }
    Files.writeString(log, lines, StandardCharsets.ISO_8859_1);
  }

  private void table(List<byte[]> texts) throws SQLException {
    try (Connection connection = connect(NAME);
        Statement create = connection.createStatement()) {
      create.execute("CREATE TABLE control (value bytea)");
      try (PreparedStatement insert =
          connection.prepareStatement("INSERT INTO control VALUES (?)")) {
        for (byte[] text : texts) {
          insert.setBytes(1, text);
          insert.addBatch();
        }
        insert.executeBatch();
      }
    }
    checkpoint();
  }

  private void topic(List<byte[]> texts) throws ExecutionException, InterruptedException {
    try (Admin admin = Admin.create(kafka())) {
      admin.createTopics(List.of(new NewTopic(NAME, 1, (short) 1))).all().get();
    }
    try (KafkaProducer<byte[], byte[]> producer =
        new KafkaProducer<>(kafka(), new ByteArraySerializer(), new ByteArraySerializer())) {
      for (byte[] text : texts) {
        producer.send(new ProducerRecord<>(NAME, text)).get();
      }
    }
  }

  /** The log of changes holds the texts too: its files are ended and, for once, not used again. */
  private void forgetWriteAheadLog() throws SQLException {
    execute("postgres", "ALTER SYSTEM SET wal_recycle = off");
    execute("postgres", "SELECT pg_reload_conf()");
    execute("postgres", "SELECT pg_switch_wal()");
    execute("postgres", "CHECKPOINT");
    execute("postgres", "ALTER SYSTEM RESET wal_recycle");
    execute("postgres", "SELECT pg_reload_conf()");
  }

  private Map<String, Object> kafka() {
    return Map.of("bootstrap.servers", state.kafka());
  }

  private void execute(String database, String sql) throws SQLException {
    try (Connection connection = connect(database);
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  private Connection connect(String database) throws SQLException {
    Properties properties = new Properties();
    properties.setProperty("user", "postgres");
    properties.setProperty("password", folder.secret("database-postgres.password"));
    return DriverManager.getConnection(
        "jdbc:postgresql://localhost:" + state.postgresPort() + "/" + database, properties);
  }

  @Override
  public void close() throws SQLException, IOException {
    Files.deleteIfExists(log);
    execute("postgres", "DROP DATABASE IF EXISTS " + NAME);
    forgetWriteAheadLog();
    try (Admin admin = Admin.create(kafka())) {
      if (admin.listTopics().names().get().contains(NAME)) {
        admin.deleteTopics(List.of(NAME)).all().get();
      }
    } catch (ExecutionException e) {
      throw new IOException("the control topic is still there", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    }
  }
}
