package io.customerkey.unwrap.azure;

import io.customerkey.localstack.certificates.Certificates;
import io.vertx.core.Vertx;
import io.vertx.core.net.NetServer;
import io.vertx.core.net.NetServerOptions;
import io.vertx.core.net.NetSocket;
import io.vertx.core.net.PemKeyCertOptions;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A TLS server that answers each request with the bytes it is told, right or wrong. */
final class RawServer implements AutoCloseable {
  private static final Pattern LENGTH = Pattern.compile("(?i)content-length: (\\d+)");

  private final Vertx vertx = Vertx.vertx();
  private final NetServer server;
  private final AtomicInteger requests = new AtomicInteger();
  private volatile CompletableFuture<Void> closed = new CompletableFuture<>();
  private volatile CompletableFuture<String> arrived = new CompletableFuture<>();
  private volatile Consumer<NetSocket> behaviour = socket -> {};

  RawServer(Certificates certificates) {
    this(certificates.vaultCertificate(), certificates.vaultKey());
  }

  RawServer(Path certificate, Path key) {
    server =
        vertx
            .createNetServer(
                new NetServerOptions()
                    .setHost("localhost")
                    .setPort(0)
                    .setSsl(true)
                    .setKeyCertOptions(
                        new PemKeyCertOptions()
                            .setCertPath(certificate.toString())
                            .setKeyPath(key.toString())))
            .connectHandler(this::connected)
            .listen()
            .toCompletionStage()
            .toCompletableFuture()
            .join();
  }

  String authority() {
    return "localhost:" + server.actualPort();
  }

  /** From now on every request gets this. */
  void behave(Consumer<NetSocket> how) {
    closed = new CompletableFuture<>();
    arrived = new CompletableFuture<>();
    requests.set(0);
    behaviour = how;
  }

  /** From now on every request gets this answer. */
  void answer(int status, String body, String... headers) {
    behave(socket -> socket.write(head(status, body.length(), headers) + body));
  }

  /** Headers of the same name replace the usual ones. */
  static String head(int status, long length, String... headers) {
    Map<String, String> lines = new LinkedHashMap<>();
    lines.put("Content-Type", "Content-Type: application/json");
    lines.put("Content-Length", "Content-Length: " + length);
    for (String header : headers) {
      lines.put(header.substring(0, header.indexOf(':')), header);
    }
    return "HTTP/1.1 " + status + " X\r\n" + String.join("\r\n", lines.values()) + "\r\n\r\n";
  }

  int requests() {
    return requests.get();
  }

  /** The first request since {@link #behave}. */
  CompletableFuture<String> arrived() {
    return arrived;
  }

  /** Completes when the connection of a request since {@link #behave} is closed. */
  CompletableFuture<Void> closed() {
    return closed;
  }

  private void connected(NetSocket socket) {
    StringBuilder seen = new StringBuilder();
    socket.exceptionHandler(_ -> {});
    socket.handler(part -> {
      seen.append(part.toString(StandardCharsets.ISO_8859_1));
      if (isWhole(seen.toString())) {
        requests.incrementAndGet();
        CompletableFuture<Void> mine = closed;
        socket.closeHandler(_ -> mine.complete(null));
        arrived.complete(seen.toString());
        seen.setLength(0);
        behaviour.accept(socket);
      }
    });
  }

  private static boolean isWhole(String request) {
    int end = request.indexOf("\r\n\r\n");
    if (end < 0) {
      return false;
    }
    Matcher length = LENGTH.matcher(request.substring(0, end));
    return !length.find() || request.length() >= end + 4 + Integer.parseInt(length.group(1));
  }

  @Override
  public void close() {
    vertx.close().toCompletionStage().toCompletableFuture().join();
  }
}
