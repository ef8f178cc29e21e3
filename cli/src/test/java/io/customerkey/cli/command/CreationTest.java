package io.customerkey.cli.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import io.customerkey.cli.access.JsonHttp;
import io.customerkey.cli.access.Trust;
import io.customerkey.cli.failure.CkException;
import io.customerkey.cli.failure.ExitCode;
import io.customerkey.cli.output.Json;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class CreationTest {
  private static final String CREATING =
      """
      {"id":"p","state":"CREATING","creation":{"step":"PROVISION","attempts":3,
       "lastError":{"reason":"VAULT_UNAVAILABLE","detail":"the vault does not answer"}}}
      """;

  private final Queue<Answer> answers = new ConcurrentLinkedQueue<>();
  private HttpServer server;
  private JsonHttp http;

  private record Answer(int status, String body) {}

  @BeforeEach
  void start() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/",
        exchange -> {
          Answer answer = answers.size() > 1 ? answers.remove() : answers.element();
          byte[] body = answer.body().getBytes(StandardCharsets.UTF_8);
          exchange.sendResponseHeaders(answer.status(), body.length);
          exchange.getResponseBody().write(body);
          exchange.close();
        });
    server.start();
    URI base = URI.create("http://localhost:" + server.getAddress().getPort());
    http = new JsonHttp(Trust.platform(), base, () -> "a.b.c");
  }

  @AfterEach
  void stop() {
    http.close();
    server.stop(0);
  }

  private String run(Duration patience, List<String> told) {
    return Json.text(
        new Creation(http, Clock.systemUTC(), patience).run("/p", Json.object(), told::add),
        "/state");
  }

  @Test
  void waitsUntilThePolicyIsActive() {
    answers.add(new Answer(202, CREATING));
    answers.add(new Answer(200, CREATING));
    answers.add(new Answer(200, "{\"state\":\"ACTIVE\"}"));
    List<String> told = new ArrayList<>();

    assertThat(run(Duration.ofMinutes(1), told)).isEqualTo("ACTIVE");
    assertThat(told).containsExactly("still creating: PROVISION");
  }

  @Test
  void failsAsNotAvailableNowWithTheLastErrorWhenItIsStillCreating() {
    answers.add(new Answer(202, CREATING));

    assertThatThrownBy(() -> run(Duration.ZERO, new ArrayList<>()))
        .isInstanceOfSatisfying(
            CkException.class,
            e -> {
              assertThat(e.exit()).isEqualTo(ExitCode.UNAVAILABLE);
              assertThat(e.reason()).isEqualTo("VAULT_UNAVAILABLE");
              assertThat(e.details()).containsEntry("step", "PROVISION");
            })
        .hasMessageContaining("the vault does not answer");
  }

  @Test
  void saysWhyACreationWasRefusedForGood() {
    answers.add(new Answer(202, CREATING));
    answers.add(new Answer(404, "{\"reason\":\"NOT_FOUND\",\"detail\":\"no such policy\"}"));

    assertThatThrownBy(() -> run(Duration.ofMinutes(1), new ArrayList<>()))
        .isInstanceOfSatisfying(
            CkException.class, e -> assertThat(e.exit()).isEqualTo(ExitCode.REFUSED))
        .hasMessageContaining("the vault does not answer");
  }
}
