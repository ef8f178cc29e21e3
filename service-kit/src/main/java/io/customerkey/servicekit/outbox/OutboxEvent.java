package io.customerkey.servicekit.outbox;

import io.customerkey.crypto.Bytes;
import java.util.UUID;

/**
 * One event to be sent.
 *
 * @param id random; consumers tell repetitions by it
 * @param topic Kafka topic
 * @param type CloudEvents type, for example {@code customerkey.assignment.changed.v1}
 * @param key Kafka key: events with the same key stay in order
 * @param payload a serialized message of {@code customerkey.event.v1}
 */
public record OutboxEvent(UUID id, String topic, String type, Bytes key, Bytes payload) {}
