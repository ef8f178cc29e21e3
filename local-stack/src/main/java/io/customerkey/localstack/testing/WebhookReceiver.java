package io.customerkey.localstack.testing;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.net.PemKeyCertOptions;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;

/** A real HTTPS server that keeps what it is told, and answers as a test wants. */
public final class WebhookReceiver implements AutoCloseable {
  private static final int PATIENCE_SECONDS = 30;
  private static final int ACCEPTED = 204;

  private final List<Told> told = new CopyOnWriteArrayList<>();
  private final Vertx vertx;
  private volatile Consumer<HttpServerResponse> answer =
      response -> response.setStatusCode(ACCEPTED).end();

  /**
   * A request.
   *
   * @param path with query
   * @param headers by name in lower case
   * @param body as text
   */
  public record Told(String path, Map<String, String> headers, String body) {
    /** Copies the headers. */
    public Told {
      headers = Map.copyOf(headers);
    }
  }

  private WebhookReceiver(Vertx vertx) {
    this.vertx = vertx;
  }

  /** Listens on a port of this machine, with that certificate and key (PEM). */
  public static WebhookReceiver open(int port, Path certificate, Path key) {
    Vertx vertx = Vertx.vertx();
    WebhookReceiver receiver = new WebhookReceiver(vertx);
    HttpServer server =
        vertx
            .createHttpServer(
                new HttpServerOptions()
                    .setHost("localhost")
                    .setPort(port)
                    .setSsl(true)
                    .setKeyCertOptions(
                        new PemKeyCertOptions()
                            .setCertPath(certificate.toString())
                            .setKeyPath(key.toString())))
            .requestHandler(receiver::receive);
    wait(server.listen().toCompletionStage().toCompletableFuture());
    return receiver;
  }

  private void receive(HttpServerRequest request) {
    Map<String, String> headers = new TreeMap<>();
    request.headers().forEach((name, value) -> headers.put(name.toLowerCase(Locale.ROOT), value));
    request.bodyHandler(body -> {
      told.add(new Told(request.uri(), headers, body.toString()));
      answer.accept(request.response());
    });
  }

  /** Everything it was told, oldest first. */
  public List<Told> told() {
    return List.copyOf(told);
  }

  /** Answers this from now on. */
  public void answer(Consumer<HttpServerResponse> next) {
    answer = next;
  }

  @Override
  public void close() {
    wait(vertx.close().toCompletionStage().toCompletableFuture());
  }

  private static <T> void wait(CompletableFuture<T> future) {
    try {
      future.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    } catch (ExecutionException | TimeoutException e) {
      throw new IllegalStateException("the receiver does not start or end", e);
    }
  }
}
