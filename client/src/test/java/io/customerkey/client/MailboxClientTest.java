package io.customerkey.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.customerkey.crypto.id.Id128;
import io.customerkey.crypto.id.ItemId;
import io.customerkey.crypto.id.MailboxId;
import io.customerkey.protocol.common.v1.FailureReason;
import io.customerkey.protocol.common.v1.Purpose;
import io.customerkey.protocol.exchange.v1.ItemKind;
import io.customerkey.protocol.exchange.v1.ItemProperties;
import io.customerkey.protocol.failure.CustomerKeyException;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class MailboxClientTest {
  private static final MailboxId MAILBOX = new MailboxId(new Id128(1, 2));
  private static final RetryPolicy QUICK =
      new RetryPolicy(3, Duration.ofMillis(1), Duration.ofMillis(2));

  @TempDir static Path folder;
  private static TestServer.Identities identities;

  private final FakeMailboxService fake = new FakeMailboxService();
  private TestServer server;
  private MailboxClient client;

  @BeforeAll
  static void makeIdentities() throws IOException, GeneralSecurityException {
    identities = TestServer.Identities.in(folder);
  }

  @BeforeEach
  void start() throws IOException {
    server = new TestServer(identities, fake);
    client = open(server.client());
  }

  private MailboxClient open(TlsFiles tls) {
    return MailboxClient.to(server.endpoint(), tls, () -> "a.b.c").retries(QUICK).open();
  }

  @AfterEach
  void stop() {
    client.close();
    server.close();
  }

  private static NewItem item(ItemId id) {
    return new NewItem(
        MAILBOX,
        id,
        ItemKind.ITEM_KIND_MAIL,
        Purpose.PURPOSE_USER_WRITE,
        ItemProperties.newBuilder().setSubject("Grüße").build());
  }

  private static ItemId id(long number) {
    return new ItemId(new Id128(7, number));
  }

  private static byte[] bytes(int length) {
    byte[] bytes = new byte[length];
    new Random(42).nextBytes(bytes);
    return bytes;
  }

  private byte[] read(ItemId id) throws IOException {
    ByteArrayOutputStream sink = new ByteArrayOutputStream();
    client.get(MAILBOX, id, Purpose.PURPOSE_USER_READ, sink);
    return sink.toByteArray();
  }

  @Test
  void readsBackWhatItStored() throws IOException {
    byte[] content = bytes(3_000_001);

    client.put(item(id(1)), Content.of(content));

    assertThat(read(id(1))).isEqualTo(content);
  }

  @Test
  void storesAnEmptyItem() throws IOException {
    client.put(item(id(1)), Content.of(new byte[0]));

    assertThat(read(id(1))).isEmpty();
  }

  @Test
  void describesWhatItReads() throws IOException {
    client.put(item(id(1)), Content.of(bytes(10)));

    StoredItem stored =
        client.get(MAILBOX, id(1), Purpose.PURPOSE_USER_READ, OutputStream.nullOutputStream());

    assertThat(stored.id()).isEqualTo(id(1));
    assertThat(stored.length()).isEqualTo(10);
    assertThat(stored.properties().getSubject()).isEqualTo("Grüße");
  }

  @Test
  void sendsTokenAndRequestId() {
    client.delete(MAILBOX, id(1));

    assertThat(server.headers.getFirst().get(CallHeaders.AUTHORIZATION)).isEqualTo("Bearer a.b.c");
    assertThat(server.headers.getFirst().get(CallHeaders.REQUEST_ID)).matches("[0-9a-f-]{36}");
  }

  @Test
  void triesAgainWhatMaySucceedLater() throws IOException {
    fake.failures.add(Failures.retryable(FailureReason.FAILURE_REASON_VAULT_UNAVAILABLE));
    fake.failures.add(Failures.retryable(FailureReason.FAILURE_REASON_OVERLOADED));

    client.put(item(id(1)), Content.of(bytes(1_000_000)));

    assertThat(fake.failures.calls).hasValue(3);
    assertThat(fake.items).hasSize(1);
  }

  @Test
  void givesUpAfterTheLastAttempt() {
    for (int i = 0; i < 5; i++) {
      fake.failures.add(Failures.retryable(FailureReason.FAILURE_REASON_VAULT_UNAVAILABLE));
    }

    assertThatThrownBy(() -> client.statistics(MAILBOX))
        .isInstanceOfSatisfying(
            CustomerKeyException.class,
            e -> assertThat(e.reasonName()).isEqualTo("VAULT_UNAVAILABLE"));
    assertThat(fake.failures.calls).hasValue(QUICK.attempts());
  }

  @Test
  void doesNotTryAgainWhatTheCustomerDenied() {
    fake.failures.add(
        CustomerKeyException.of(FailureReason.FAILURE_REASON_CUSTOMER_KEY_DENIED, "denied")
            .with("policy", "p"));

    assertThatThrownBy(() -> client.statistics(MAILBOX))
        .isInstanceOfSatisfying(
            CustomerKeyException.class,
            e -> {
              assertThat(e.reasonName()).isEqualTo("CUSTOMER_KEY_DENIED");
              assertThat(e.metadata()).containsEntry("policy", "p");
            });
    assertThat(fake.failures.calls).hasValue(1);
  }

  @Test
  void doesNotRepeatContentThatCanBeReadOnlyOnce() {
    fake.failures.add(Failures.retryable(FailureReason.FAILURE_REASON_OVERLOADED));
    byte[] content = bytes(10);

    assertThatThrownBy(() ->
            client.put(
                item(id(1)), Content.once(new ByteArrayInputStream(content), content.length)))
        .isInstanceOf(CustomerKeyException.class);
    assertThat(fake.failures.calls).hasValue(1);
  }

  @Test
  void refusesATruncatedDownload() throws IOException {
    client.put(item(id(1)), Content.of(bytes(200_000)));
    fake.cutsDownloads = true;

    assertThatThrownBy(() -> read(id(1)))
        .isInstanceOfSatisfying(
            CustomerKeyException.class,
            e -> assertThat(e.reasonName()).isEqualTo("CONTENT_REJECTED"));
  }

  @Test
  void passesOnWhatTheSinkThrows() throws IOException {
    client.put(item(id(1)), Content.of(bytes(200_000)));
    OutputStream full =
        new OutputStream() {
          @Override
          public void write(int b) throws IOException {
            throw new IOException("disk full");
          }
        };

    assertThatThrownBy(() -> client.get(MAILBOX, id(1), Purpose.PURPOSE_USER_READ, full))
        .isInstanceOf(IOException.class)
        .hasMessage("disk full");
  }

  @Test
  void walksThroughAllPages() throws IOException {
    for (int i = 0; i < 5; i++) {
      client.put(item(id(i)), Content.of(bytes(i)));
    }
    List<ItemId> found = new ArrayList<>();

    Iterator<StoredItem> items = client.list(MAILBOX, Purpose.PURPOSE_USER_READ);
    items.forEachRemaining(stored -> found.add(stored.id()));

    assertThat(found).containsExactly(id(0), id(1), id(2), id(3), id(4));
  }

  @Test
  void saysWhetherADeletedItemWasThere() throws IOException {
    client.put(item(id(1)), Content.of(bytes(1)));

    assertThat(client.delete(MAILBOX, id(1)).existed()).isTrue();
    assertThat(client.delete(MAILBOX, id(1)).existed()).isFalse();
  }

  @Test
  void bringsADeletedItemBack() throws IOException {
    client.put(item(id(1)), Content.of(bytes(10)));
    Instant until = Timestamps.toInstant(FakeMailboxService.UNTIL);
    assertThat(client.delete(MAILBOX, id(1)).recoverableUntil()).contains(until);
    StoredItem deleted = client.list(MAILBOX, ItemFilter.DELETED, Purpose.PURPOSE_USER_READ).next();
    assertThat(deleted.deletion().orElseThrow().recoverableUntil()).isEqualTo(until);

    client.restore(MAILBOX, id(1));

    assertThat(read(id(1))).isEqualTo(bytes(10));
  }

  @Test
  void leavesOutIdsThatAMailboxWithoutKeyHasNot() {
    Statistics statistics = client.statistics(MAILBOX);

    assertThat(statistics.encrypted()).isFalse();
    assertThat(statistics.dataEncryptionPolicyId()).isEmpty();
    assertThat(statistics.policy()).isPresent();
  }

  @Test
  void refusesAServiceItDoesNotTrust() {
    try (MailboxClient distrusting = open(identities.workload())) {
      assertThatThrownBy(() -> distrusting.statistics(MAILBOX))
          .isInstanceOfSatisfying(
              CustomerKeyException.class, e -> assertThat(e.retryable()).isTrue());
    }
    assertThat(fake.failures.calls).hasValue(0);
  }

  @Test
  void saysWhichFileItCannotRead() {
    TlsFiles missing =
        new TlsFiles(folder.resolve("none.pem"), server.client().key(), server.client().trust());

    assertThatThrownBy(() -> open(missing))
        .isInstanceOf(UncheckedIOException.class)
        .hasMessageContaining("none.pem");
  }
}
