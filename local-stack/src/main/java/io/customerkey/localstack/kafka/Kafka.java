package io.customerkey.localstack.kafka;

import io.customerkey.localstack.data.DataFolder;
import io.customerkey.localstack.data.PrivateFiles;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.utils.Time;
import org.apache.kafka.metadata.storage.Formatter;
import org.jspecify.annotations.Nullable;

/** A Kafka broker and controller in this process, on loopback, on the data of the folder. */
public final class Kafka implements AutoCloseable {
  private static final int NODE = 1;

  private final Properties properties;
  private final String bootstrap;
  private @Nullable KafkaRaftServer server;

  private Kafka(Properties properties, String bootstrap) {
    this.properties = properties;
    this.bootstrap = bootstrap;
  }

  /** Starts it on the folder's data and makes the topics that are missing. */
  public static Kafka start(DataFolder folder, int port, int controllerPort) {
    Path logs = folder.kafka().resolve("logs");
    format(logs, folder.kafka().resolve("cluster-id"));
    Kafka kafka = new Kafka(properties(logs, port, controllerPort), "localhost:" + port);
    kafka.start();
    try {
      kafka.createTopics();
      return kafka;
    } catch (RuntimeException e) {
      kafka.close();
      throw e;
    }
  }

  /** Starts it again after {@link #stop()}; does nothing while it runs. */
  public synchronized void start() {
    if (server == null) {
      KafkaRaftServer started =
          new KafkaRaftServer(KafkaConfig.fromProps(properties, false), Time.SYSTEM);
      started.startup();
      server = started;
    }
  }

  /** Stops it and waits, so that the next start does not wait for this one's registration. */
  public synchronized void stop() {
    KafkaRaftServer running = server;
    if (running != null) {
      running.shutdown();
      running.awaitShutdown();
      server = null;
    }
  }

  /** Whether it runs. */
  public synchronized boolean isRunning() {
    return server != null;
  }

  /** What clients put into {@code kafka.bootstrap.servers}. */
  public String bootstrap() {
    return bootstrap;
  }

  private static void format(Path logs, Path idFile) {
    String clusterId = PrivateFiles.readOrWrite(idFile, () -> Uuid.randomUuid().toString());
    try {
      PrivateFiles.folder(logs);
      new Formatter()
          .setPrintStream(
              new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8))
          .setClusterId(clusterId)
          .setNodeId(NODE)
          .setControllerListenerName("CONTROLLER")
          .setMetadataLogDirectory(logs.toString())
          .addDirectory(logs.toString())
          .setIgnoreFormatted(true)
          .run();
    } catch (Exception e) {
      throw new IllegalStateException("Kafka's folder could not be formatted: " + logs, e);
    }
  }

  private static Properties properties(Path logs, int port, int controllerPort) {
    Properties properties = new Properties();
    properties.putAll(
        Map.ofEntries(
            Map.entry("process.roles", "broker,controller"),
            Map.entry("node.id", Integer.toString(NODE)),
            Map.entry("controller.quorum.voters", NODE + "@localhost:" + controllerPort),
            Map.entry("controller.listener.names", "CONTROLLER"),
            Map.entry(
                "listeners",
                "PLAINTEXT://localhost:" + port + ",CONTROLLER://localhost:" + controllerPort),
            Map.entry("advertised.listeners", "PLAINTEXT://localhost:" + port),
            Map.entry("log.dirs", logs.toString()),
            Map.entry("auto.create.topics.enable", "false"),
            Map.entry("offsets.topic.replication.factor", "1"),
            Map.entry("offsets.topic.num.partitions", "4"),
            Map.entry("transaction.state.log.replication.factor", "1"),
            Map.entry("transaction.state.log.num.partitions", "4"),
            Map.entry("transaction.state.log.min.isr", "1"),
            Map.entry("share.coordinator.state.topic.replication.factor", "1"),
            Map.entry("share.coordinator.state.topic.num.partitions", "1"),
            Map.entry("share.coordinator.state.topic.min.isr", "1"),
            Map.entry("group.initial.rebalance.delay.ms", "0"),
            // Acknowledged means on disk: one replica has nobody else to ask.
            Map.entry("log.flush.interval.messages", "1"),
            Map.entry("log.cleaner.dedupe.buffer.size", "2097152"),
            Map.entry("log.segment.bytes", "67108864"),
            // A killed predecessor's registration blocks the next start for one session.
            Map.entry("broker.session.timeout.ms", "2000"),
            Map.entry("broker.heartbeat.interval.ms", "500"),
            Map.entry("num.network.threads", "2"),
            Map.entry("num.io.threads", "4")));
    return properties;
  }

  private void createTopics() {
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", (Object) bootstrap))) {
      Set<String> there = admin.listTopics().names().get();
      List<NewTopic> missing = Topic.all().filter(topic -> !there.contains(topic.name())).toList();
      admin.createTopics(missing).all().get();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while Kafka was starting", e);
    } catch (ExecutionException e) {
      throw new IllegalStateException("Kafka did not make its topics", e.getCause());
    }
  }

  @Override
  public void close() {
    stop();
  }
}
