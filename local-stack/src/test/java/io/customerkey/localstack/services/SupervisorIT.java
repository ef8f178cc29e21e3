package io.customerkey.localstack.services;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.customerkey.localstack.certificates.Certificates;
import io.customerkey.localstack.data.DataFolder;
import io.customerkey.localstack.data.Entropy;
import io.customerkey.localstack.data.Instance;
import io.customerkey.localstack.data.Orphans;
import io.customerkey.localstack.data.PortBook;
import io.customerkey.localstack.data.PrivateFiles;
import io.customerkey.localstack.data.Rejected;
import io.customerkey.localstack.data.Service;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SupervisorIT {
  private static final int INSTANCES = 2;

  @TempDir private Path root;
  private DataFolder folder;
  private Supervisor supervisor;

  @BeforeEach
  void open() throws IOException {
    folder = DataFolder.open(root.resolve("data"));
    for (Instance instance : Instance.all(INSTANCES)) {
      Service service = instance.service();
      Certificates certificates = Certificates.open(folder, Entropy.clock());
      FakeJar.of(FakeService.class, root, service);
      int port = PortBook.open(folder).http(instance);
      String identity = service.identity();
      PrivateFiles.write(
          Settings.file(folder, instance),
          (service.servesRest() ? "quarkus.http.ssl-port=" : "quarkus.http.port=")
              + port
              + "\ncustomerkey.tls.certificate="
              + certificates.certificate(identity)
              + "\ncustomerkey.tls.key="
              + certificates.key(identity)
              + "\n");
    }
    supervisor = supervisor();
  }

  @AfterEach
  void close() {
    supervisor.close();
  }

  @Test
  void startsAllAtOnceAndStopsThem() {
    supervisor.startAll();

    assertThat(states()).isEqualTo("READY READY READY READY READY READY");
    ProcessHandle process = process("dep-service");
    supervisor.close();
    assertThat(states()).isEqualTo("STOPPED STOPPED STOPPED STOPPED STOPPED STOPPED");
    assertThat(process.isAlive()).isFalse();
  }

  @Test
  void startsAKilledServiceOnlyOnRequest() {
    supervisor.start("key-unwrap-service");
    ProcessHandle first = process("key-unwrap-service");

    assertThat(supervisor.kill("key-unwrap-service").getString("state")).isEqualTo("STOPPED");

    assertThat(first.isAlive()).isFalse();
    assertThat(supervisor.start("key-unwrap-service").getString("state")).isEqualTo("READY");
    assertThat(process("key-unwrap-service")).isNotEqualTo(first);
  }

  @Test
  void startsAndKillsOneOfTwoInstancesAlone() {
    supervisor.start("key-unwrap-service");
    supervisor.start("key-unwrap-service-2");

    supervisor.kill("key-unwrap-service-2");

    assertThat(service("key-unwrap-service").getString("state")).isEqualTo("READY");
    assertThat(service("key-unwrap-service-2").getString("state")).isEqualTo("STOPPED");
    assertThat(service("key-unwrap-service-2").getString("grpc"))
        .isNotEqualTo(service("key-unwrap-service").getString("grpc"));
  }

  @Test
  void pausesAServiceWithItsProcessKept() throws IOException {
    supervisor.start("key-unwrap-service");
    long pid = service("key-unwrap-service").getLong("pid");

    assertThat(supervisor.pause("key-unwrap-service").getString("state")).isEqualTo("PAUSED");

    Awaitility.await()
        .untilAsserted(() ->
            assertThat(Files.readString(Path.of("/proc/" + pid + "/status")))
                .contains("T (stopped)"));
    assertThatExceptionOfType(Rejected.class)
        .isThrownBy(() -> supervisor.pause("key-unwrap-service"))
        .withMessage("key-unwrap-service is PAUSED");
    assertThat(supervisor.resume("key-unwrap-service").getString("state")).isEqualTo("READY");
    Awaitility.await()
        .untilAsserted(() ->
            assertThat(Files.readString(Path.of("/proc/" + pid + "/status")))
                .doesNotContain("T (stopped)"));
  }

  @Test
  void showsTheEndOfTheLogOfAServiceThatLeaves() throws IOException {
    Files.createFile(folder.root().resolve("dep-service.properties.broken"));

    assertThatExceptionOfType(Rejected.class)
        .isThrownBy(() -> supervisor.start("dep-service"))
        .withMessageContaining("dep-service left with exit code 3")
        .withMessageContaining("the fake is broken");
    assertThat(service("dep-service").getString("state")).isEqualTo("FAILED");
    assertThat(service("dep-service").getInteger("exit")).isEqualTo(3);
  }

  @Test
  void refusesToStartWhatRuns() {
    supervisor.start("exchange-encryptor");

    assertThatExceptionOfType(Rejected.class)
        .isThrownBy(() -> supervisor.start("exchange-encryptor"))
        .withMessage("exchange-encryptor runs already");
  }

  @Test
  void endsWhatAKilledPredecessorLeft() {
    supervisor.start("availability-key-vault");
    ProcessHandle left = process("availability-key-vault");

    supervisor();

    assertThat(Orphans.runs(left)).isFalse();
  }

  @Test
  void leavesProcessesAloneThatAreNotItsOwn() {
    long own = ProcessHandle.current().pid();
    PrivateFiles.write(
        folder.root().resolve("children.json"), new JsonObject().put("dep-service", own).encode());

    supervisor();

    assertThat(ProcessHandle.current().isAlive()).isTrue();
  }

  @Test
  void startsFromWhatARunBeforeRecordedAndAnewWhenThatIsBroken() throws IOException {
    try (Supervisor recording = supervisor(new StartCaches(root, true))) {
      recording.start("dep-service");
    }
    Path cache = onlyCache();

    supervisor.start("dep-service");
    assertThat(Orphans.commandLine(process("dep-service"))).contains("-XX:AOTCache=" + cache);
    supervisor.stop("dep-service");
    Files.write(cache, Arrays.copyOf(Files.readAllBytes(cache), 1_000_000));

    assertThat(supervisor.start("dep-service").getString("state")).isEqualTo("READY");
    assertThat(root.resolve("target/start")).isEmptyDirectory();
  }

  private Path onlyCache() throws IOException {
    try (Stream<Path> files = Files.list(root.resolve("target/start"))) {
      return files.findFirst().orElseThrow();
    }
  }

  private Supervisor supervisor() {
    return supervisor(new StartCaches(root, false));
  }

  private Supervisor supervisor(StartCaches caches) {
    return new Supervisor(
        folder,
        PortBook.open(folder),
        INSTANCES,
        Certificates.open(folder, Entropy.clock()),
        root,
        caches,
        services -> {});
  }

  private String states() {
    JsonArray services = supervisor.list();
    return services.stream()
        .map(service -> ((JsonObject) service).getString("state"))
        .collect(Collectors.joining(" "));
  }

  private JsonObject service(String name) {
    return supervisor.list().stream()
        .map(JsonObject.class::cast)
        .filter(service -> service.getString("name").equals(name))
        .findFirst()
        .orElseThrow();
  }

  private ProcessHandle process(String name) {
    return ProcessHandle.of(service(name).getLong("pid")).orElseThrow();
  }
}
