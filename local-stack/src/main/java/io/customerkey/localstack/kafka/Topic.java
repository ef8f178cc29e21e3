package io.customerkey.localstack.kafka;

import java.util.Arrays;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.NewTopic;

/** The suite's topics; each but the dead-letter ones has a {@code .dlq} beside it. */
enum Topic {
  POLICY("customerkey.policy.v1", 1, true),
  ASSIGNMENT("customerkey.assignment.v1", 4, false),
  REENCRYPTION("customerkey.reencryption.v1", 4, false),
  KEY_STATE("customerkey.key-state.v1", 1, true),
  POLICY_HEALTH("customerkey.policy-health.v1", 1, false),
  KEY_USE("customerkey.key-use.v1", 4, false),
  POSTURE("customerkey.posture.v1", 1, false);

  private static final short ONE_REPLICA = 1;

  private final String name;
  private final int partitions;
  private final boolean compacted;

  Topic(String name, int partitions, boolean compacted) {
    this.name = name;
    this.partitions = partitions;
    this.compacted = compacted;
  }

  /** All topics to create, dead-letter topics included. */
  static Stream<NewTopic> all() {
    return Arrays.stream(values()).flatMap(topic -> Stream.of(topic.main(), topic.deadLetters()));
  }

  private NewTopic main() {
    return new NewTopic(name, partitions, ONE_REPLICA)
        .configs(Map.of("cleanup.policy", compacted ? "compact" : "delete"));
  }

  private NewTopic deadLetters() {
    return new NewTopic(name + ".dlq", 1, ONE_REPLICA)
        .configs(Map.of("cleanup.policy", "delete", "retention.ms", "-1"));
  }
}
