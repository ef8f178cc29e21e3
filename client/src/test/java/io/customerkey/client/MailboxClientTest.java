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
import io.grpc.Metadata;
import io.grpc.Server;
import io.grpc.ServerCall;
import io.grpc.ServerCallHandler;
import io.grpc.ServerInterceptor;
import io.grpc.netty.GrpcSslContexts;
import io.grpc.netty.NettyServerBuilder;
import io.netty.handler.ssl.ClientAuth;
import io.netty.handler.ssl.SslContext;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CopyOnWriteArrayList;
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
  private static TlsFiles service;
  private static TlsFiles workload;

  private final FakeMailboxService fake = new FakeMailboxService();
  private final List<Metadata> headers = new CopyOnWriteArrayList<>();
  private Server server;
  private MailboxClient client;

  @BeforeAll
  static void makeIdentities() throws IOException, GeneralSecurityException {
    service = TestIdentities.create(folder, "service");
    workload = TestIdentities.create(folder, "workload");
  }

  @BeforeEach
  void start() throws IOException {
    SslContext context =
        GrpcSslContexts.forServer(service.certificate().toFile(), service.key().toFile())
            .trustManager(workload.certificate().toFile())
            .clientAuth(ClientAuth.REQUIRE)
            .build();
    ServerInterceptor recorder =
        new ServerInterceptor() {
          @Override
          public <Q, A> ServerCall.Listener<Q> interceptCall(
              ServerCall<Q, A> call, Metadata sent, ServerCallHandler<Q, A> next) {
            headers.add(sent);
            return next.startCall(call, sent);
          }
        };
    server =
        NettyServerBuilder.forPort(0)
            .sslContext(context)
            .intercept(recorder)
            .addService(fake)
            .build()
            .start();
    client = open(new TlsFiles(workload.certificate(), workload.key(), service.certificate()));
  }

  private MailboxClient open(TlsFiles tls) {
    return MailboxClient.to(new Endpoint("localhost", server.getPort()), tls, () -> "a.b.c")
        .retries(QUICK)
        .open();
  }

  @AfterEach
  void stop() {
    client.close();
    server.shutdownNow();
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

  private static CustomerKeyException failure(FailureReason reason) {
    return CustomerKeyException.of(reason, "on request").retryAfter(Duration.ofMillis(1));
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

    assertThat(headers.getFirst().get(CallHeaders.AUTHORIZATION)).isEqualTo("Bearer a.b.c");
    assertThat(headers.getFirst().get(CallHeaders.REQUEST_ID)).matches("[0-9a-f-]{36}");
  }

  @Test
  void triesAgainWhatMaySucceedLater() throws IOException {
    fake.failures.add(failure(FailureReason.FAILURE_REASON_VAULT_UNAVAILABLE));
    fake.failures.add(failure(FailureReason.FAILURE_REASON_OVERLOADED));

    client.put(item(id(1)), Content.of(bytes(1_000_000)));

    assertThat(fake.calls).hasValue(3);
    assertThat(fake.items).hasSize(1);
  }

  @Test
  void givesUpAfterTheLastAttempt() {
    for (int i = 0; i < 5; i++) {
      fake.failures.add(failure(FailureReason.FAILURE_REASON_VAULT_UNAVAILABLE));
    }

    assertThatThrownBy(() -> client.statistics(MAILBOX))
        .isInstanceOfSatisfying(
            CustomerKeyException.class,
            e -> assertThat(e.reasonName()).isEqualTo("VAULT_UNAVAILABLE"));
    assertThat(fake.calls).hasValue(QUICK.attempts());
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
    assertThat(fake.calls).hasValue(1);
  }

  @Test
  void doesNotRepeatContentThatCanBeReadOnlyOnce() {
    fake.failures.add(failure(FailureReason.FAILURE_REASON_OVERLOADED));
    byte[] content = bytes(10);

    assertThatThrownBy(() ->
            client.put(
                item(id(1)), Content.once(new ByteArrayInputStream(content), content.length)))
        .isInstanceOf(CustomerKeyException.class);
    assertThat(fake.calls).hasValue(1);
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

    assertThat(client.delete(MAILBOX, id(1))).isTrue();
    assertThat(client.delete(MAILBOX, id(1))).isFalse();
  }

  @Test
  void leavesOutIdsThatAMailboxWithoutKeyHasNot() {
    MailboxStatistics statistics = client.statistics(MAILBOX);

    assertThat(statistics.encrypted()).isFalse();
    assertThat(statistics.dataEncryptionPolicyId()).isEmpty();
    assertThat(statistics.policy()).isPresent();
  }

  @Test
  void refusesAServiceItDoesNotTrust() {
    try (MailboxClient distrusting = open(workload)) {
      assertThatThrownBy(() -> distrusting.statistics(MAILBOX))
          .isInstanceOfSatisfying(
              CustomerKeyException.class, e -> assertThat(e.retryable()).isTrue());
    }
    assertThat(fake.calls).hasValue(0);
  }

  @Test
  void saysWhichFileItCannotRead() {
    TlsFiles missing =
        new TlsFiles(folder.resolve("none.pem"), workload.key(), service.certificate());

    assertThatThrownBy(() -> open(missing)).hasMessageContaining("none.pem");
  }
}
