package io.customerkey.servicekit.outbox;

import io.smallrye.mutiny.Uni;
import io.vertx.core.buffer.Buffer;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

/**
 * Writes events in the caller's transaction. After its commit {@link #wake()} makes the relay send
 * them at once.
 */
@ApplicationScoped
public class Outbox {
  private static final String INSERT =
      "INSERT INTO outbox (event_id, topic, type, key, payload) VALUES ($1, $2, $3, $4, $5)";

  private final OutboxRelay relay;

  Outbox(OutboxRelay relay) {
    this.relay = relay;
  }

  /**
   * @param transaction the connection whose transaction the events belong to
   * @param events any number, sent in this order
   */
  public Uni<Void> append(SqlConnection transaction, List<OutboxEvent> events) {
    if (events.isEmpty()) {
      return Uni.createFrom().voidItem();
    }
    List<Tuple> rows = events.stream().map(Outbox::row).toList();
    return transaction.preparedQuery(INSERT).executeBatch(rows).replaceWithVoid();
  }

  /**
   * There is something to send; call it after the commit. Without it the relay looks once a second.
   */
  public void wake() {
    relay.wake();
  }

  private static Tuple row(OutboxEvent event) {
    return Tuple.of(
        event.id(),
        event.topic(),
        event.type(),
        Buffer.buffer(event.key().toByteArray()),
        Buffer.buffer(event.payload().toByteArray()));
  }
}
