package io.customerkey.benchmarks.fleet;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.customerkey.cli.access.Who;
import io.customerkey.cli.output.Json;
import io.customerkey.client.Content;
import io.customerkey.client.Deadlines;
import io.customerkey.client.MailboxClient;
import io.customerkey.client.NewItem;
import io.customerkey.client.RetryPolicy;
import io.customerkey.crypto.SecureRandomSource;
import io.customerkey.crypto.id.ItemId;
import io.customerkey.crypto.id.MailboxId;
import io.customerkey.protocol.common.v1.Purpose;
import io.customerkey.protocol.exchange.v1.ItemKind;
import io.customerkey.protocol.exchange.v1.ItemProperties;
import io.customerkey.protocol.unwrap.v1.UnwrapKeysRequest;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * A policy under load: a message of one of its mailboxes is read through exchange-encryptor, and a
 * mailbox key is opened at each instance of key-unwrap-service.
 */
final class Subject implements AutoCloseable {
  private static final Duration EVERY = Duration.ofMillis(100);
  private static final Duration EVERY_MAIL = Duration.ofMillis(200);
  private static final Duration PATIENCE = Duration.ofSeconds(1);
  private static final int CONTENT = 1_000;

  private final BenchStack stack;
  private final BenchPolicy policy;
  private final MailboxClient mail;
  private final List<Reader> readers = new ArrayList<>();

  /**
   * Begins to read.
   *
   * @param stack with all instances
   * @param keys calls them
   * @param policy whose data is read
   * @param mailbox on it
   */
  Subject(BenchStack stack, KeyCalls keys, BenchPolicy policy, MailboxId mailbox)
      throws IOException {
    this.stack = stack;
    this.policy = policy;
    this.mail =
        stack
            .local()
            .mailboxes(Who.content(policy.owner().id()))
            .retries(RetryPolicy.NONE)
            .deadlines(new Deadlines(PATIENCE, PATIENCE.multipliedBy(2)))
            .open();
    ItemId item = put(stack, policy, mailbox);
    Clock clock = Clock.systemUTC();
    String name = policy.owner().vaults().getFirst();
    readers.add(
        new Reader(
            name + " by exchange-encryptor",
            () -> {
              var _ =
                  mail.get(
                      mailbox, item, Purpose.PURPOSE_USER_READ, OutputStream.nullOutputStream());
            },
            EVERY_MAIL,
            clock));
    List<String> instances = stack.instances();
    String token = stack.token(policy.owner().id());
    UnwrapKeysRequest reading = keys.reading(instances.getFirst(), policy, token);
    for (String instance : instances) {
      readers.add(
          new Reader(
              name + " at " + instance,
              () -> keys.read(instance, reading, token, PATIENCE),
              EVERY,
              clock));
    }
  }

  /** With more patience than a read has: the first use of a mailbox makes its key. */
  private static ItemId put(BenchStack stack, BenchPolicy policy, MailboxId mailbox)
      throws IOException {
    ItemId item = ItemId.random(new SecureRandomSource());
    try (MailboxClient patient = stack.local().mailboxes(Who.content(policy.owner().id())).open()) {
      var _ =
          patient.put(
              new NewItem(
                  mailbox,
                  item,
                  ItemKind.ITEM_KIND_MAIL,
                  Purpose.PURPOSE_USER_WRITE,
                  ItemProperties.newBuilder().setSubject("Benchmark").build()),
              Content.of(new byte[CONTENT]));
    }
    return item;
  }

  BenchPolicy policy() {
    return policy;
  }

  List<Reader> readers() {
    return readers;
  }

  /** Its state and the bound that is published for it. */
  JsonNode health() {
    return stack.tenant(policy.owner().id()).get(policy.path() + "/health");
  }

  /** Disables or enables both keys in their vaults. */
  void enable(boolean enabled) {
    ObjectNode body = Json.object().put("enabled", enabled);
    policy.keyPaths().forEach(path -> stack.admin().send("PATCH", path, body));
  }

  /** Does something with the policy as its admin. */
  JsonNode act(String what, ObjectNode body) {
    return stack.tenant(policy.owner().id()).send("POST", policy.path() + "/" + what, body).body();
  }

  /** When data was last read by any way; the beginning of time if never. */
  Instant lastRead() {
    return readers.stream()
        .flatMap(reader -> reader.last().stream())
        .max(Instant::compareTo)
        .orElse(Instant.EPOCH);
  }

  @Override
  public void close() {
    readers.forEach(Reader::close);
    mail.close();
  }
}
