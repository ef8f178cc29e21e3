package io.customerkey.cli.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.customerkey.cli.access.RestServer;
import io.customerkey.cli.failure.CkException;
import io.customerkey.cli.failure.ExitCode;
import io.customerkey.cli.output.Json;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class CreationTest {
  private static final String CREATING =
      """
      {"id":"p","state":"CREATING","creation":{"step":"PROVISION","attempts":3,
       "lastError":{"reason":"VAULT_UNAVAILABLE","detail":"the vault does not answer"}}}
      """;

  private RestServer server;

  @BeforeEach
  void start() throws IOException {
    server = RestServer.start();
  }

  @AfterEach
  void stop() {
    server.close();
  }

  private String run(Duration patience, List<String> told) {
    return Json.text(
        new Creation(server.http(), Clock.systemUTC(), patience)
            .run("/p", Json.object(), told::add),
        "/state");
  }

  @Test
  void waitsUntilThePolicyIsActive() {
    server.answers(202, CREATING);
    server.answers(200, CREATING);
    server.answers(200, "{\"state\":\"ACTIVE\"}");
    List<String> told = new ArrayList<>();

    assertThat(run(Duration.ofMinutes(1), told)).isEqualTo("ACTIVE");
    assertThat(told).containsExactly("still creating: PROVISION");
  }

  @Test
  void failsAsNotAvailableNowWithTheLastErrorWhenItIsStillCreating() {
    server.answers(202, CREATING);

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
    server.answers(202, CREATING);
    server.answers(404, "{\"reason\":\"NOT_FOUND\",\"detail\":\"no such policy\"}");

    assertThatThrownBy(() -> run(Duration.ofMinutes(1), new ArrayList<>()))
        .isInstanceOfSatisfying(
            CkException.class, e -> assertThat(e.exit()).isEqualTo(ExitCode.REFUSED))
        .hasMessageContaining("the vault does not answer");
  }
}
