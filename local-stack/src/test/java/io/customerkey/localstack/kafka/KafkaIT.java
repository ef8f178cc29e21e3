package io.customerkey.localstack.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import io.customerkey.localstack.data.DataFolder;
import io.customerkey.localstack.data.PortBook;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KafkaIT {
  private static final String TOPIC = "customerkey.policy.v1";

  @TempDir private Path root;

  @Test
  void keepsAcknowledgedRecordsOverARestart() throws Exception {
    DataFolder folder = DataFolder.open(root);
    PortBook ports = PortBook.open(folder);
    try (Kafka kafka = Kafka.start(folder, ports.kafka(), ports.kafkaController())) {
      assertThat(cleanupPolicy(kafka, TOPIC)).isEqualTo("compact");
      assertThat(cleanupPolicy(kafka, "customerkey.key-state.v1")).isEqualTo("compact");
      assertThat(cleanupPolicy(kafka, "customerkey.assignment.v1")).isEqualTo("delete");
      assertThat(cleanupPolicy(kafka, "customerkey.policy.v1.dlq")).isEqualTo("delete");
      send(kafka, "kept");
    }
    try (Kafka kafka = Kafka.start(folder, ports.kafka(), ports.kafkaController())) {
      assertThat(first(kafka)).isEqualTo("kept");
    }
  }

  @Test
  void stopsAndStartsAgainOnRequest() throws Exception {
    DataFolder folder = DataFolder.open(root);
    PortBook ports = PortBook.open(folder);
    try (Kafka kafka = Kafka.start(folder, ports.kafka(), ports.kafkaController())) {
      send(kafka, "kept");

      kafka.stop();

      assertThat(kafka.isRunning()).isFalse();
      kafka.start();
      assertThat(first(kafka)).isEqualTo("kept");
    }
  }

  private static String cleanupPolicy(Kafka kafka, String topic) throws Exception {
    ConfigResource resource = new ConfigResource(ConfigResource.Type.TOPIC, topic);
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", (Object) kafka.bootstrap()))) {
      Config config =
          Objects.requireNonNull(
              admin.describeConfigs(List.of(resource)).all().get().get(resource));
      return Objects.requireNonNull(config.get("cleanup.policy")).value();
    }
  }

  private static void send(Kafka kafka, String text) throws Exception {
    try (KafkaProducer<byte[], byte[]> producer =
        new KafkaProducer<>(
            Map.of("bootstrap.servers", kafka.bootstrap(), "acks", "all"),
            new ByteArraySerializer(),
            new ByteArraySerializer())) {
      byte[] value = text.getBytes(StandardCharsets.UTF_8);
      producer.send(new ProducerRecord<>(TOPIC, new byte[] {1}, value)).get();
    }
  }

  private static String first(Kafka kafka) {
    try (KafkaConsumer<byte[], byte[]> consumer =
        new KafkaConsumer<>(
            Map.of("bootstrap.servers", (Object) kafka.bootstrap()),
            new ByteArrayDeserializer(),
            new ByteArrayDeserializer())) {
      List<TopicPartition> partition = List.of(new TopicPartition(TOPIC, 0));
      consumer.assign(partition);
      consumer.seekToBeginning(partition);
      return new String(
          consumer.poll(Duration.ofSeconds(20)).iterator().next().value(), StandardCharsets.UTF_8);
    }
  }
}
