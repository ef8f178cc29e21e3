package io.customerkey.cli.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import io.customerkey.cli.failure.CkException;
import io.customerkey.cli.failure.ExitCode;
import io.customerkey.cli.failure.Explanation;
import io.customerkey.cli.output.Json;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class JsonHttpTest {
  private final CopyOnWriteArrayList<String> asked = new CopyOnWriteArrayList<>();
  private HttpServer server;
  private JsonHttp http;
  private volatile int status = 200;
  private volatile String body = "{}";

  @BeforeEach
  void start() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/",
        exchange -> {
          asked.add(
              exchange.getRequestMethod()
                  + " "
                  + exchange.getRequestURI()
                  + " "
                  + exchange.getRequestHeaders().getFirst("Authorization")
                  + " "
                  + new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
          byte[] answer = body.getBytes(StandardCharsets.UTF_8);
          exchange.sendResponseHeaders(status, answer.length == 0 ? -1 : answer.length);
          exchange.getResponseBody().write(answer);
          exchange.close();
        });
    server.start();
    URI base = URI.create("http://localhost:" + server.getAddress().getPort() + "/api/v1");
    http = new JsonHttp(Trust.platform(), base, () -> "a.b.c");
  }

  @AfterEach
  void stop() {
    http.close();
    server.stop(0);
  }

  @Test
  void sendsBodyAndToken() {
    body = "{\"id\":\"x\"}";

    assertThat(
            http.send("PUT", "/tenants/1", Json.object().put("name", "ü"))
                .body()
                .path("id")
                .asText())
        .isEqualTo("x");
    assertThat(asked).containsExactly("PUT /api/v1/tenants/1 Bearer a.b.c {\"name\":\"ü\"}");
  }

  @ParameterizedTest
  @CsvSource({
    "403, VAULT_NOT_YOURS, REFUSED",
    "404, NOT_FOUND, REFUSED",
    "500, INTERNAL, REFUSED",
    "503, VAULT_UNAVAILABLE, UNAVAILABLE",
    "429, OVERLOADED, UNAVAILABLE",
  })
  void tellsARefusalWithItsReason(int code, String reason, ExitCode exit) {
    status = code;
    body =
        "{\"status\":"
            + code
            + ",\"reason\":\""
            + reason
            + "\",\"detail\":\"keys[0]: no\",\"field\":\"keys[0]\",\"requestId\":\"r\"}";

    assertThatThrownBy(() -> http.get("/x"))
        .isInstanceOfSatisfying(
            CkException.class,
            e -> {
              assertThat(e.exit()).isEqualTo(exit);
              assertThat(e.reason()).isEqualTo(reason);
              assertThat(e).hasMessage("keys[0]: no");
              assertThat(e.details())
                  .containsEntry("field", "keys[0]")
                  .containsEntry("requestId", "r");
            });
  }

  @Test
  void tellsErrorsOfTheStack() {
    status = 404;
    body = "{\"error\":{\"code\":\"not_found\",\"message\":\"vault 'x' does not exist\"}}";

    assertThatThrownBy(() -> http.get("/x"))
        .isInstanceOfSatisfying(
            CkException.class, e -> assertThat(e.reason()).isEqualTo("NOT_FOUND"))
        .hasMessage("vault 'x' does not exist");
  }

  @Test
  void survivesAnErrorThatIsNoJson() {
    status = 502;
    body = "<html>Bad gateway</html>";

    assertThatThrownBy(() -> http.get("/x"))
        .isInstanceOfSatisfying(
            CkException.class, e -> assertThat(e.exit()).isEqualTo(ExitCode.UNAVAILABLE))
        .hasMessageContaining("502");
  }

  @Test
  void saysWhenNobodyListens() {
    server.stop(0);

    assertThatThrownBy(() -> http.get("/x"))
        .satisfies(e -> {
          assertThat(Explanation.of(e).exit()).isEqualTo(ExitCode.UNAVAILABLE);
          assertThat(Explanation.of(e))
              .hasMessage("no connection to localhost:" + server.getAddress().getPort());
        });
  }
}
