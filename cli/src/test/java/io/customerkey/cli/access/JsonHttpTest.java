package io.customerkey.cli.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.customerkey.cli.failure.CkException;
import io.customerkey.cli.failure.ExitCode;
import io.customerkey.cli.failure.Explanation;
import io.customerkey.cli.output.Json;
import java.io.IOException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class JsonHttpTest {
  private RestServer server;
  private JsonHttp http;

  @BeforeEach
  void start() throws IOException {
    server = RestServer.start();
    http = server.http();
  }

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void sendsBodyAndToken() {
    server.answers(200, "{\"id\":\"x\"}");

    assertThat(
            http.send("PUT", "/tenants/1", Json.object().put("name", "ü"))
                .body()
                .path("id")
                .asText())
        .isEqualTo("x");
    assertThat(server.asked())
        .containsExactly("PUT /api/v1/tenants/1 Bearer a.b.c {\"name\":\"ü\"}");
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
    server.answers(
        code,
        "{\"status\":"
            + code
            + ",\"reason\":\""
            + reason
            + "\",\"detail\":\"keys[0]: no\",\"field\":\"keys[0]\",\"requestId\":\"r\"}");

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
    server.answers(
        404, "{\"error\":{\"code\":\"not_found\",\"message\":\"vault 'x' does not exist\"}}");

    assertThatThrownBy(() -> http.get("/x"))
        .isInstanceOfSatisfying(
            CkException.class, e -> assertThat(e.reason()).isEqualTo("NOT_FOUND"))
        .hasMessage("vault 'x' does not exist");
  }

  @Test
  void survivesAnErrorThatIsNoJson() {
    server.answers(502, "<html>Bad gateway</html>");

    assertThatThrownBy(() -> http.get("/x"))
        .isInstanceOfSatisfying(
            CkException.class, e -> assertThat(e.exit()).isEqualTo(ExitCode.UNAVAILABLE))
        .hasMessageContaining("502");
  }

  @Test
  void saysWhenNobodyListens() {
    server.stop();

    assertThatThrownBy(() -> http.get("/x"))
        .satisfies(e -> {
          assertThat(Explanation.of(e).exit()).isEqualTo(ExitCode.UNAVAILABLE);
          assertThat(Explanation.of(e)).hasMessage("no connection to localhost:" + server.port());
        });
  }
}
