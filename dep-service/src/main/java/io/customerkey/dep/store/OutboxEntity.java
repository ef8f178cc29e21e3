package io.customerkey.dep.store;

import io.customerkey.servicekit.outbox.OutboxEvent;
import io.quarkus.hibernate.reactive.panache.PanacheEntityBase;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Row of {@code outbox}, for events of Hibernate's transactions; the relay sends and deletes it.
 */
@Entity
@Table(name = "outbox")
class OutboxEntity extends PanacheEntityBase {
  @Id
  @GeneratedValue(strategy = GenerationType.IDENTITY)
  @Nullable Long sequence;

  @Column(name = "event_id")
  UUID eventId;

  String topic;
  String type;
  byte[] key;
  byte[] payload;

  @SuppressWarnings("NullAway.Init") // Hibernate fills the fields.
  protected OutboxEntity() {}

  OutboxEntity(OutboxEvent event) {
    this.eventId = event.id();
    this.topic = event.topic();
    this.type = event.type();
    this.key = event.key().toByteArray();
    this.payload = event.payload().toByteArray();
  }
}
