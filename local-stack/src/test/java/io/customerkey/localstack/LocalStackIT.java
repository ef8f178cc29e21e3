package io.customerkey.localstack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.customerkey.localstack.admin.AdminException;
import io.customerkey.localstack.admin.StackAdmin;
import io.customerkey.localstack.data.Orphans;
import io.customerkey.localstack.data.Service;
import io.customerkey.localstack.services.FakeJar;
import io.customerkey.localstack.services.HangingService;
import io.vertx.core.json.JsonObject;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LocalStackIT {
  private static final String VAULT =
      """
      {"name": "contoso-1", "directory": "11111111-2222-4333-8444-555555555555"}\
      """;

  @TempDir private Path data;
  @TempDir private Path home;
  private final List<Process> started = new ArrayList<>();

  @AfterEach
  void stop() throws InterruptedException {
    for (Process process : started) {
      process.destroy();
      process.waitFor();
    }
  }

  @Test
  void startsOnTheDataOfAKilledPredecessor() throws Exception {
    Process killed = start();
    StackAdmin admin = StackAdmin.open(data);
    String uri = admin.post("/v1/vaults", new JsonObject(VAULT)).getString("uri");
    JsonObject key = new JsonObject().put("name", "root");
    String id = admin.post("/v1/vaults/contoso-1/keys", key).getString("id");
    ProcessHandle postgres = postgres();
    killed.destroyForcibly().waitFor();
    assertThat(Orphans.runs(postgres)).isTrue();

    Process second = start();

    assertThat(Orphans.runs(postgres)).isFalse();
    JsonObject vault = StackAdmin.open(data).get("/v1/vaults/contoso-1");
    assertThat(vault.getString("uri")).isEqualTo(uri);
    assertThat(vault.getJsonArray("keys").getJsonObject(0).getString("id")).isEqualTo(id);
    ProcessHandle newPostgres = postgres();
    StackAdmin.open(data).post("/v1/shutdown", new JsonObject());
    assertThat(second.waitFor(30, TimeUnit.SECONDS)).isTrue();
    assertThat(second.exitValue()).isZero();
    assertThat(Orphans.runs(newPostgres)).isFalse();
    assertThat(Files.readString(data.resolve("stack.json"))).contains("\"STOPPED\"");
  }

  @Test
  void deletesItsDataAtTheEndWhenAskedTo() throws Exception {
    Process process = start("--ephemeral");
    ProcessHandle postgres = postgres();

    process.destroy();

    assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
    assertThat(Orphans.runs(postgres)).isFalse();
    assertThat(data).doesNotExist();
  }

  @Test
  void leavesNoProcessBehindWhenItIsToldToStopInTheMiddleOfItsStart() throws Exception {
    for (Service service : Service.values()) {
      FakeJar.of(HangingService.class, home, service);
    }
    Process process = launch("--services", "all", "--home", home.toString());
    Awaitility.await()
        .atMost(Duration.ofMinutes(4))
        .until(() -> servicePids().size() == Service.values().length);
    List<ProcessHandle> left = new ArrayList<>(servicePids());
    left.add(postgres());
    assertThat(Files.readString(data.resolve("stack.json"))).contains("\"STARTING\"");

    process.destroy();

    assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
    assertThat(left).noneMatch(Orphans::runs);
    assertThat(Files.readString(data.resolve("stack.json"))).contains("told to stop");
  }

  private List<ProcessHandle> servicePids() throws IOException {
    Path records = data.resolve("children.json");
    if (!Files.exists(records)) {
      return List.of();
    }
    return new JsonObject(Files.readString(records))
        .stream()
            .map(child -> ProcessHandle.of(((Number) child.getValue()).longValue()).orElseThrow())
            .toList();
  }

  @Test
  void refusesASecondStackOnTheSameData() throws Exception {
    start();

    Process second = launch();

    assertThat(second.waitFor(30, TimeUnit.SECONDS)).isTrue();
    assertThat(second.exitValue()).isEqualTo(1);
    assertThat(second.errorReader(StandardCharsets.UTF_8).readLine())
        .contains("another local stack runs on");
    assertThat(StackAdmin.open(data).get("/v1/status").getString("state")).isEqualTo("RUNNING");
  }

  @Test
  void answersTheAdminApiOnlyToWhoKnowsTheSecret() throws Exception {
    start();
    StackAdmin admin = StackAdmin.open(data);
    assertThat(admin.get("/v1/status").getString("state")).isEqualTo("RUNNING");
    assertThatThrownBy(() -> admin.get("/v1/vaults/nothing"))
        .isInstanceOf(AdminException.class)
        .hasMessage("vault 'nothing' does not exist");
    assertThatThrownBy(() -> admin.post("/v1/services/dep-service/start", new JsonObject()))
        .isInstanceOf(AdminException.class)
        .hasMessageContaining("dep-service is not built");
    Files.writeString(data.resolve("secrets/admin.secret"), "guessed");

    assertThatThrownBy(() -> StackAdmin.open(data).get("/v1/status"))
        .isInstanceOf(AdminException.class)
        .extracting(e -> ((AdminException) e).status())
        .isEqualTo(401);
  }

  private ProcessHandle postgres() throws IOException {
    String pid = Files.readAllLines(data.resolve("postgres/postmaster.pid")).getFirst();
    return ProcessHandle.of(Long.parseLong(pid)).orElseThrow();
  }

  private Process start(String... more) {
    Process process = launch(more);
    BufferedReader lines = process.inputReader(StandardCharsets.UTF_8);
    assertThat(lines.lines().anyMatch(LocalStack.READY::equals)).isTrue();
    return process;
  }

  private Process launch(String... more) {
    try {
      ProcessBuilder builder =
          new ProcessBuilder(
              Path.of(System.getProperty("java.home"), "bin", "java").toString(),
              "-Xmx256m",
              "-XX:+UseSerialGC",
              "-XX:TieredStopAtLevel=1",
              "--sun-misc-unsafe-memory-access=allow",
              LocalStack.class.getName(),
              "--data",
              data.toString(),
              "--home",
              data.toString(),
              "--services",
              "none");
      builder.command().addAll(List.of(more));
      builder.environment().put("CLASSPATH", System.getProperty("java.class.path"));
      Process process = builder.start();
      started.add(process);
      return process;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
