package io.customerkey.availability.api;

import com.google.protobuf.InvalidProtocolBufferException;
import io.customerkey.crypto.id.Identifier;
import io.customerkey.localstack.data.Service;
import io.customerkey.localstack.testing.TestStack;
import io.customerkey.protocol.common.v1.SignedStatement;
import io.customerkey.protocol.event.v1.KeyUsed;
import io.customerkey.protocol.event.v1.PolicyChanged;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.awaitility.Awaitility;
import org.awaitility.core.ThrowingRunnable;

/** The broker as dep-service and the tenant's log see it. */
final class Topics implements AutoCloseable {
  private static final String POLICY = "customerkey.policy.v1";
  private static final String KEY_USE = "customerkey.key-use.v1";
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final Map<String, Object> broker;
  private final KafkaProducer<byte[], byte[]> producer;

  Topics(TestStack stack) {
    String bootstrap =
        Objects.requireNonNull(
            stack.settings(Service.AVAILABILITY_KEY_VAULT).get("kafka.bootstrap.servers"));
    this.broker = Map.of("bootstrap.servers", bootstrap);
    this.producer =
        new KafkaProducer<>(broker, new ByteArraySerializer(), new ByteArraySerializer());
  }

  void publishSettings(PolicyFixture policy, SignedStatement settings) throws Exception {
    byte[] event = PolicyChanged.newBuilder().setSettings(settings).build().toByteArray();
    producer.send(new ProducerRecord<>(POLICY, policy.policy().toByteArray(), event)).get();
  }

  void eventually(ThrowingRunnable assertion) {
    Awaitility.await().atMost(PATIENCE).ignoreExceptions().untilAsserted(assertion);
  }

  boolean awaitDeadLetter(PolicyFixture policy) {
    return await(
        POLICY + ".dlq",
        record -> keyed(record, policy.policy()) ? Optional.of(true) : Optional.empty());
  }

  KeyUsed awaitUse(PolicyFixture policy, String operation) {
    return await(
        KEY_USE,
        record -> {
          if (!keyed(record, policy.tenant())) {
            return Optional.empty();
          }
          KeyUsed use = parse(record.value());
          return use.getOperation().equals(operation)
                  && use.getPurpose().name().startsWith("PURPOSE_USER")
              ? Optional.of(use)
              : Optional.empty();
        });
  }

  @Override
  public void close() {
    producer.close(Duration.ofSeconds(5));
  }

  private interface Search<T> {
    Optional<T> find(ConsumerRecord<byte[], byte[]> record);
  }

  private <T> T await(String topic, Search<T> search) {
    Map<String, Object> settings = new HashMap<>(broker);
    settings.put("group.id", "test-" + System.nanoTime());
    settings.put("auto.offset.reset", "earliest");
    settings.put("metadata.max.age.ms", "1000");
    try (KafkaConsumer<byte[], byte[]> consumer =
        new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
      consumer.subscribe(List.of(topic));
      long deadline = System.nanoTime() + PATIENCE.toNanos();
      while (System.nanoTime() < deadline) {
        for (ConsumerRecord<byte[], byte[]> record : consumer.poll(Duration.ofMillis(500))) {
          Optional<T> found = search.find(record);
          if (found.isPresent()) {
            return found.get();
          }
        }
      }
    }
    throw new AssertionError("nothing fitting came on " + topic);
  }

  private static boolean keyed(ConsumerRecord<byte[], byte[]> record, Identifier id) {
    return Arrays.equals(record.key(), id.toByteArray());
  }

  private static KeyUsed parse(byte[] value) {
    try {
      return KeyUsed.parseFrom(value);
    } catch (InvalidProtocolBufferException e) {
      throw new AssertionError(e);
    }
  }
}
