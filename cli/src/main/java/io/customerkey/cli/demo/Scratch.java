package io.customerkey.cli.demo;

import io.customerkey.cli.stack.StackFolder;
import io.customerkey.cli.stack.StackState;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * Texts put unencrypted where the suite keeps its data, to prove that the scan would find them: a
 * table, a topic, a log and a blob of their own. Removed when closed.
 */
final class Scratch implements AutoCloseable {
  private static final String NAME = "ck_demo_control";

  private final Superuser database;
  private final StackState state;
  private final List<Path> files;

  Scratch(StackFolder folder) {
    this.database = new Superuser(folder);
    this.state = folder.running();
    this.files =
        List.of(folder.logs().resolve(NAME + ".log"), folder.root().resolve("blobs").resolve(NAME));
  }

  void write(List<byte[]> texts)
      throws SQLException, IOException, ExecutionException, InterruptedException {
    database.execute("CREATE DATABASE " + NAME);
    table(texts);
    topic(texts);
    StringBuilder lines = new StringBuilder();
    for (byte[] text : texts) {
      lines.append(new String(text, StandardCharsets.ISO_8859_1)).append('\n');
    }
    for (Path file : files) {
      Files.writeString(file, lines, StandardCharsets.ISO_8859_1);
    }
  }

  private void table(List<byte[]> texts) throws SQLException {
    try (Connection connection = database.connect(NAME);
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
    database.checkpoint();
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

  private Map<String, Object> kafka() {
    return Map.of("bootstrap.servers", state.kafka());
  }

  @Override
  public void close() throws SQLException, IOException {
    for (Path file : files) {
      Files.deleteIfExists(file);
    }
    database.execute("DROP DATABASE IF EXISTS " + NAME);
    // It holds the texts too.
    database.forgetWriteAheadLog();
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
