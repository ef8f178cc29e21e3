package io.customerkey.encryptor.fake;

import com.google.protobuf.MessageLite;
import io.smallrye.common.annotation.Identifier;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** The real broker, for tests that send events and wait for some. */
@Singleton
public class Events {
  private final Map<String, Object> kafka;
  private final KafkaProducer<byte[], byte[]> producer;

  Events(@Identifier("default-kafka-broker") Map<String, Object> kafka) {
    this.kafka = Map.copyOf(kafka);
    this.producer =
        new KafkaProducer<>(this.kafka, new ByteArraySerializer(), new ByteArraySerializer());
  }

  public void send(String topic, byte[] key, MessageLite event) {
    try {
      producer.send(new ProducerRecord<>(topic, key, event.toByteArray())).get();
    } catch (InterruptedException | ExecutionException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Reads a topic from the beginning. */
  public KafkaConsumer<byte[], byte[]> reader(String topic) {
    Map<String, Object> settings = new HashMap<>(kafka);
    settings.put(ConsumerConfig.GROUP_ID_CONFIG, UUID.randomUUID().toString());
    settings.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
    KafkaConsumer<byte[], byte[]> consumer =
        new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    consumer.subscribe(List.of(topic));
    return consumer;
  }

  public static Iterable<ConsumerRecord<byte[], byte[]>> poll(
      KafkaConsumer<byte[], byte[]> reader) {
    return reader.poll(Duration.ofMillis(500));
  }

  @PreDestroy
  void close() {
    producer.close();
  }
}
