package io.customerkey.localstack.vault;

import io.customerkey.localstack.data.Entropy;
import io.netty.channel.Channel;
import io.netty.channel.ChannelOption;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.net.PemKeyCertOptions;
import io.vertx.core.net.impl.ConnectionBase;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletionException;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * An HTTPS listener on loopback that can stall, reset connections, close its port and reopen it.
 */
final class Front {
  private static final Logger LOG = Logger.getLogger(Front.class.getName());

  private final Vertx vertx;
  private final Path certificate;
  private final Path key;
  private final int port;
  private final Handling handling;
  private @Nullable HttpServer server;

  Front(Vertx vertx, Path certificate, Path key, int port, Handling handling) {
    this.vertx = vertx;
    this.certificate = certificate;
    this.key = key;
    this.port = port;
    this.handling = handling;
  }

  /** Decides about a request; runs on a worker thread and may compute. */
  @FunctionalInterface
  interface Handling {
    Decision decide(HttpServerRequest request, Buffer body);
  }

  /**
   * What to do about a request.
   *
   * @param delay before the outcome
   */
  record Decision(Duration delay, Outcome outcome) {
    static Decision now(Outcome outcome) {
      return new Decision(Duration.ZERO, outcome);
    }
  }

  /** The path of the request's address; empty when the request line has none. */
  static String path(HttpServerRequest request) {
    String path = request.path();
    return path == null ? "" : path;
  }

  synchronized boolean isOpen() {
    return server != null;
  }

  /** Listens; does nothing when it does already. */
  synchronized void open() {
    if (server != null) {
      return;
    }
    HttpServerOptions options =
        new HttpServerOptions()
            .setSsl(true)
            .setKeyCertOptions(
                new PemKeyCertOptions()
                    .setCertPath(certificate.toString())
                    .setKeyPath(key.toString()));
    HttpServer opened = vertx.createHttpServer(options).requestHandler(this::receive);
    try {
      opened.listen(port, "127.0.0.1").toCompletionStage().toCompletableFuture().join();
    } catch (CompletionException e) {
      throw new IllegalStateException("port " + port + " is taken by another program", e);
    }
    server = opened;
  }

  /** Stops listening and closes every connection. */
  synchronized void close() {
    if (server != null) {
      server.close().toCompletionStage().toCompletableFuture().join();
      server = null;
    }
  }

  private void receive(HttpServerRequest request) {
    request.bodyHandler(body ->
        vertx
            .executeBlocking(() -> handling.decide(request, body), false)
            .onSuccess(decision -> end(request, decision))
            .onFailure(failure -> {
              LOG.log(Level.SEVERE, "the emulator failed on " + request.path(), failure);
              request.response().setStatusCode(500).end();
            }));
  }

  private void end(HttpServerRequest request, Decision decision) {
    if (decision.delay().isZero()) {
      end(request, decision.outcome());
    } else {
      vertx.setTimer(decision.delay().toMillis(), ignored -> end(request, decision.outcome()));
    }
  }

  private static void end(HttpServerRequest request, Outcome outcome) {
    switch (outcome) {
      case Outcome.Reply reply -> end(request, reply);
      case Outcome.Silence ignored -> {}
      case Outcome.Reset ignored -> reset(request);
    }
  }

  private static void end(HttpServerRequest request, Outcome.Reply reply) {
    HttpServerResponse response = request.response();
    if (response.closed() || response.ended()) {
      return;
    }
    response.setStatusCode(reply.status());
    reply.headers().forEach(response::putHeader);
    response.putHeader("x-ms-request-id", Entropy.uuid().toString());
    String clientRequestId = request.getHeader("x-ms-client-request-id");
    if (clientRequestId != null) {
      response.putHeader("x-ms-client-request-id", clientRequestId);
    }
    if (reply.body().isPresent()) {
      response.putHeader("Content-Type", "application/json; charset=utf-8");
      response.end(reply.body().get().toBuffer());
    } else {
      response.end();
    }
  }

  /** Closes without TLS's farewell; a linger time of zero makes the kernel send RST. */
  private static void reset(HttpServerRequest request) {
    Channel channel = ((ConnectionBase) request.connection()).channel();
    channel
        .eventLoop()
        .execute(() -> {
          channel.config().setOption(ChannelOption.SO_LINGER, 0);
          channel.unsafe().closeForcibly();
        });
  }
}
