package io.customerkey.dep;

import io.customerkey.localstack.data.Service;
import io.customerkey.localstack.testing.TestStack;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ExecutionException;
import java.util.function.Predicate;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.awaitility.Awaitility;

/** The broker as the other services see it. */
public final class Topics {
  private static final String BOOTSTRAP =
      Objects.requireNonNull(
          TestStack.shared().settings(Service.DEP).get("kafka.bootstrap.servers"));

  private Topics() {}

  /** Waits for an event and answers it. */
  public static ConsumerRecord<byte[], byte[]> await(
      String topic, Predicate<ConsumerRecord<byte[], byte[]>> wanted) {
    List<ConsumerRecord<byte[], byte[]>> found = new ArrayList<>();
    try (KafkaConsumer<byte[], byte[]> consumer =
        new KafkaConsumer<>(
            Map.of("bootstrap.servers", BOOTSTRAP, "auto.offset.reset", "earliest"),
            new ByteArrayDeserializer(),
            new ByteArrayDeserializer())) {
      Awaitility.await()
          .atMost(Duration.ofSeconds(30))
          .until(() -> !consumer.partitionsFor(topic).isEmpty());
      List<TopicPartition> partitions =
          consumer.partitionsFor(topic).stream()
              .map(partition -> new TopicPartition(topic, partition.partition()))
              .toList();
      consumer.assign(partitions);
      consumer.seekToBeginning(partitions);
      Awaitility.await()
          .atMost(Duration.ofSeconds(30))
          .pollInSameThread()
          .until(() -> {
            consumer
                .poll(Duration.ofMillis(200))
                .forEach(event -> {
                  if (wanted.test(event)) {
                    found.add(event);
                  }
                });
            return !found.isEmpty();
          });
    }
    return found.getFirst();
  }

  /** Tells as another service does. */
  public static void send(String topic, String type, byte[] key, byte[] payload)
      throws ExecutionException, InterruptedException {
    try (KafkaProducer<byte[], byte[]> producer =
        new KafkaProducer<>(
            Map.of("bootstrap.servers", BOOTSTRAP),
            new ByteArraySerializer(),
            new ByteArraySerializer())) {
      ProducerRecord<byte[], byte[]> event = new ProducerRecord<>(topic, key, payload);
      event.headers().add("ce_type", type.getBytes(StandardCharsets.UTF_8));
      event.headers().add("ce_specversion", "1.0".getBytes(StandardCharsets.UTF_8));
      event.headers().add("ce_id", Rest.uuid().getBytes(StandardCharsets.UTF_8));
      event.headers().add("ce_source", "/test".getBytes(StandardCharsets.UTF_8));
      producer.send(event).get();
    }
  }
}
