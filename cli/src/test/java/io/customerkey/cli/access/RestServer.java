package io.customerkey.cli.access;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;

/** A REST API that answers as it is told, and a client of it whose token is {@code a.b.c}. */
public final class RestServer implements AutoCloseable {
  private final Queue<Answer> answers = new ConcurrentLinkedQueue<>();
  private final List<String> asked = new CopyOnWriteArrayList<>();
  private final HttpServer server;
  private final JsonHttp http;

  private record Answer(int status, String body) {}

  private RestServer(HttpServer server) {
    this.server = server;
    URI base = URI.create("http://localhost:" + port() + "/api/v1");
    this.http = new JsonHttp(Trust.platform(), base, () -> "a.b.c");
  }

  /** {@return one on a free port} */
  public static RestServer start() throws IOException {
    var rest =
        new RestServer(
            HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0));
    rest.server.createContext("/", rest::answer);
    rest.server.start();
    return rest;
  }

  private void answer(HttpExchange exchange) throws IOException {
    asked.add(
        exchange.getRequestMethod()
            + " "
            + exchange.getRequestURI()
            + " "
            + exchange.getRequestHeaders().getFirst("Authorization")
            + " "
            + new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
    Answer answer = answers.size() > 1 ? answers.remove() : answers.element();
    byte[] body = answer.body().getBytes(StandardCharsets.UTF_8);
    exchange.sendResponseHeaders(answer.status(), body.length);
    exchange.getResponseBody().write(body);
    exchange.close();
  }

  /**
   * The next answer, in the order of these calls; the last is given again and again.
   *
   * @param status of HTTP
   * @param body not empty
   */
  public void answers(int status, String body) {
    answers.add(new Answer(status, body));
  }

  /** {@return method, path, authorization and body of each request} */
  public List<String> asked() {
    return asked;
  }

  /** {@return the client} */
  public JsonHttp http() {
    return http;
  }

  int port() {
    return server.getAddress().getPort();
  }

  void stop() {
    server.stop(0);
  }

  @Override
  public void close() {
    http.close();
    stop();
  }
}
