package io.customerkey.servicekit.outbox;

import io.cloudevents.CloudEvent;
import io.cloudevents.core.builder.CloudEventBuilder;
import io.cloudevents.kafka.KafkaMessageFactory;
import io.customerkey.servicekit.failure.Trace;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.common.annotation.Identifier;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import io.vertx.core.buffer.Buffer;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

/**
 * Sends what the outbox holds. One relay at a time works on a database (an advisory lock of the
 * transaction), rows are found by being there, never by a high-water mark, and go only after the
 * broker's acknowledgement.
 */
@ApplicationScoped
public class OutboxRelay {
  private static final Logger LOG = Logger.getLogger(OutboxRelay.class);
  private static final long ADVISORY_LOCK = 0x0B0BL;
  private static final int BATCH = 500;
  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final Duration PAUSE = Duration.ofSeconds(1);

  private final Pool pool;
  private final Map<String, Object> kafka;
  private final URI source;
  private final Semaphore pending = new Semaphore(0);
  private final Thread worker =
      Thread.ofPlatform().name("outbox-relay").daemon().unstarted(this::run);
  private volatile boolean stopped;

  OutboxRelay(
      Pool pool,
      @Identifier("default-kafka-broker") Map<String, Object> kafka,
      @ConfigProperty(name = "quarkus.application.name") String service) {
    this.pool = pool;
    this.kafka = Map.copyOf(kafka);
    this.source = URI.create("/customerkey/" + service);
  }

  void start(@Observes StartupEvent event) {
    worker.start();
  }

  void stop(@Observes ShutdownEvent event) throws InterruptedException {
    stopped = true;
    pending.release();
    worker.join(PATIENCE);
  }

  void wake() {
    pending.release();
  }

  private void run() {
    while (!stopped) {
      try (KafkaProducer<byte[], byte[]> producer = producer()) {
        relayUntilStopped(producer);
      } catch (InterruptedException e) {
        return;
      } catch (RuntimeException e) {
        // For example while the broker's name cannot be resolved.
        LOG.warnf("events wait in the outbox: %s", Trace.of(e));
        LockSupport.parkNanos(PAUSE.toNanos());
      }
    }
  }

  private void relayUntilStopped(KafkaProducer<byte[], byte[]> producer)
      throws InterruptedException {
    while (!stopped) {
      pending.tryAcquire(PAUSE.toMillis(), TimeUnit.MILLISECONDS);
      pending.drainPermits();
      try {
        while (!stopped && relay(producer) == BATCH) {
          // More is waiting.
        }
      } catch (RuntimeException e) {
        LOG.warnf("events wait in the outbox: %s", Trace.of(e));
      }
    }
  }

  /** Sends one batch and says how many rows it held. */
  private int relay(KafkaProducer<byte[], byte[]> producer) {
    return pool.withTransaction(transaction -> relay(producer, transaction))
        .await()
        .atMost(PATIENCE);
  }

  private Uni<Integer> relay(KafkaProducer<byte[], byte[]> producer, SqlConnection transaction) {
    return lock(transaction)
        .chain(locked -> locked ? take(transaction) : Uni.createFrom().item(List.<Row>of()))
        // Kafka's send waits for metadata while the broker is away: never on an event loop.
        .emitOn(Infrastructure.getDefaultWorkerPool())
        .call(rows -> send(producer, rows))
        .call(rows -> delete(transaction, rows))
        .map(List::size);
  }

  private static Uni<Boolean> lock(SqlConnection transaction) {
    return transaction
        .preparedQuery("SELECT pg_try_advisory_xact_lock($1)")
        .execute(Tuple.of(ADVISORY_LOCK))
        .map(rows -> rows.iterator().next().getBoolean(0));
  }

  private static Uni<List<Row>> take(SqlConnection transaction) {
    return transaction
        .preparedQuery(
            "SELECT sequence, event_id, topic, type, key, payload FROM outbox ORDER BY sequence LIMIT $1")
        .execute(Tuple.of(BATCH))
        .map(rows -> {
          List<Row> taken = new ArrayList<>(rows.size());
          rows.forEach(taken::add);
          return taken;
        });
  }

  private Uni<Void> send(KafkaProducer<byte[], byte[]> producer, List<Row> rows) {
    if (rows.isEmpty()) {
      return Uni.createFrom().voidItem();
    }
    return Uni.createFrom()
        .completionStage(() ->
            CompletableFuture.allOf(publishAll(producer, rows).toArray(CompletableFuture[]::new)));
  }

  private List<CompletableFuture<Void>> publishAll(
      KafkaProducer<byte[], byte[]> producer, List<Row> rows) {
    List<CompletableFuture<Void>> published = new ArrayList<>(rows.size());
    for (Row row : rows) {
      CompletableFuture<Void> acknowledged = publish(producer, record(row));
      published.add(acknowledged);
      if (acknowledged.isCompletedExceptionally()) {
        // The broker is away: the rest would only wait for it one by one.
        break;
      }
    }
    return published;
  }

  private static CompletableFuture<Void> publish(
      KafkaProducer<byte[], byte[]> producer, ProducerRecord<byte[], byte[]> message) {
    CompletableFuture<Void> acknowledged = new CompletableFuture<>();
    var _ =
        producer.send(
            message,
            (metadata, failure) -> {
              if (failure == null) {
                acknowledged.complete(null);
              } else {
                acknowledged.completeExceptionally(failure);
              }
            });
    return acknowledged;
  }

  private static Uni<Void> delete(SqlConnection transaction, List<Row> rows) {
    if (rows.isEmpty()) {
      return Uni.createFrom().voidItem();
    }
    Long[] sequences = rows.stream().map(row -> row.getLong("sequence")).toArray(Long[]::new);
    return transaction
        .preparedQuery("DELETE FROM outbox WHERE sequence = ANY($1)")
        .execute(Tuple.of(sequences))
        .replaceWithVoid();
  }

  private ProducerRecord<byte[], byte[]> record(Row row) {
    CloudEvent event =
        CloudEventBuilder.v1()
            .withId(row.getUUID("event_id").toString())
            .withSource(source)
            .withType(row.getString("type"))
            .withDataContentType("application/protobuf")
            .withData(row.get(Buffer.class, "payload").getBytes())
            .build();
    return KafkaMessageFactory.<byte[]>createWriter(
            row.getString("topic"), row.get(Buffer.class, "key").getBytes())
        .writeBinary(event);
  }

  private KafkaProducer<byte[], byte[]> producer() {
    Map<String, Object> settings = new HashMap<>(kafka);
    settings.put(ProducerConfig.ACKS_CONFIG, "all");
    settings.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
    settings.put(ProducerConfig.LINGER_MS_CONFIG, 5);
    // Less than the 10 s after which the database ends a transaction that is idle: what is still
    // under way then would come after what the next relay has sent.
    settings.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, 7_000);
    settings.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, 5_000);
    settings.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, 2_000L);
    settings.put(ProducerConfig.RECONNECT_BACKOFF_MAX_MS_CONFIG, 1_000L);
    return new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer());
  }
}
