package io.customerkey.sharepoint.azure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.customerkey.crypto.id.ChunkId;
import io.customerkey.encryptor.fake.Ids;
import io.customerkey.protocol.common.v1.FailureReason;
import io.customerkey.protocol.failure.CustomerKeyException;
import io.customerkey.sharepoint.blob.BlobStore;
import io.smallrye.mutiny.Uni;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * What the genuine SDK makes of the refusals of Azure Blob Storage, which the emulator never gives.
 * Codes: https://learn.microsoft.com/rest/api/storageservices/blob-service-error-codes.
 */
final class RefusingBlobStoreTest {
  private static final int ATTEMPTS = 2;

  private final ExecutorService workers = Executors.newFixedThreadPool(2);
  private final AtomicInteger asked = new AtomicInteger();
  private volatile int status;
  private volatile String code = "";
  private HttpServer server;
  private BlobStore store;

  @BeforeEach
  void start() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/", this::answer);
    server.start();
    String key = Base64.getEncoder().encodeToString(new byte[64]);
    store =
        done(
            AzureBlobStore.open(
                new AzurePlace(
                    "http://127.0.0.1:" + server.getAddress().getPort() + "/account",
                    "chunks",
                    "account",
                    key,
                    ATTEMPTS,
                    Duration.ofSeconds(20),
                    Duration.ofMillis(10),
                    Duration.ofMillis(20)),
                workers));
  }

  @AfterEach
  void stop() {
    server.stop(0);
    workers.shutdownNow();
  }

  private void answer(HttpExchange call) throws IOException {
    call.getRequestBody().readAllBytes();
    if (String.valueOf(call.getRequestURI().getQuery()).contains("restype=container")) {
      call.sendResponseHeaders(201, -1);
    } else {
      asked.incrementAndGet();
      byte[] body =
          ("<?xml version=\"1.0\"?><Error><Code>" + code + "</Code><Message>m</Message></Error>")
              .getBytes(StandardCharsets.UTF_8);
      call.getResponseHeaders().add("x-ms-error-code", code);
      call.getResponseHeaders().add("Content-Type", "application/xml");
      call.sendResponseHeaders(status, body.length);
      call.getResponseBody().write(body);
    }
    call.close();
  }

  @ParameterizedTest
  @CsvSource({
    "429, TooManyRequests, OVERLOADED, the blob store is busy",
    "503, ServerBusy, OVERLOADED, the blob store is busy",
    "500, InternalError, DEPENDENCY_UNAVAILABLE, the blob store refuses with status 500",
    "403, AuthenticationFailed, DEPENDENCY_UNAVAILABLE, the blob store refuses with status 403",
    "409, AccountIsDisabled, DEPENDENCY_UNAVAILABLE, the blob store refuses with status 409"
  })
  void saysWhatTheStoreSaysAndThatTheCallMayBeTriedAgain(
      int answered, String said, String reason, String message) {
    status = answered;
    code = said;
    ChunkId chunk = ChunkId.random(Ids.RANDOM);

    for (Uni<?> call :
        List.of(
            store.put(chunk, ByteBuffer.wrap(new byte[100])),
            store.get(chunk, ByteBuffer.allocate(100)))) {
      CustomerKeyException refusal =
          catchThrowableOfType(CustomerKeyException.class, () -> done(call));

      assertThat(refusal).isNotNull();
      assertThat(refusal.reason()).isEqualTo(FailureReason.valueOf("FAILURE_REASON_" + reason));
      assertThat(refusal.retryable()).isTrue();
      assertThat(refusal.retryAfter().isPresent()).isEqualTo("OVERLOADED".equals(reason));
      assertThat(refusal).hasMessageContaining(message);
    }
  }

  @ParameterizedTest
  @CsvSource({"429, TooManyRequests, 2", "503, ServerBusy, 2", "403, AuthenticationFailed, 1"})
  void asksAgainItselfWhatMayPass(int answered, String said, int times) {
    status = answered;
    code = said;

    var _ =
        catchThrowableOfType(
            CustomerKeyException.class,
            () -> done(store.put(ChunkId.random(Ids.RANDOM), ByteBuffer.wrap(new byte[100]))));

    assertThat(asked).hasValue(times);
  }

  private static <T> T done(Uni<T> call) {
    return call.await().atMost(Duration.ofSeconds(60));
  }
}
