package io.customerkey.encryptor.fake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.customerkey.localstack.data.Service;
import io.customerkey.localstack.testing.TestStack;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.TimeUnit;

/**
 * The packaged service in a process of its own, with the memory that a running stack gives it. Its
 * peers are the fakes of the test's own process; the database is shared with it.
 */
public final class LaunchedEncryptor implements AutoCloseable {
  private static final Path JAR = Path.of("target", "quarkus-app", "quarkus-run.jar");
  private static final List<String> MEMORY =
      List.of("-Xmx256m", "-XX:MaxDirectMemorySize=256m", "-XX:+UseSerialGC");

  private final Process process;
  private final Path log;
  private final int port;
  private final String ready;

  private LaunchedEncryptor(Process process, Path log, Map<String, String> settings) {
    this.process = process;
    this.log = log;
    this.port = Integer.parseInt(settings.get("quarkus.grpc.server.port"));
    this.ready = "http://localhost:" + settings.get("quarkus.http.port") + "/q/health/ready";
  }

  /**
   * Starts it and waits until it is ready.
   *
   * @param service which
   * @param peers port of the fakes
   */
  public static LaunchedEncryptor start(Service service, int peers) {
    return start(service, peers, Map.of());
  }

  /** As the other, with some settings of its own. */
  public static LaunchedEncryptor start(Service service, int peers, Map<String, String> own) {
    return launch(service, peers, List.of(), own).ready();
  }

  /**
   * As the other, but the system lets it write no file longer than one or two MiB: then a write
   * fails in its middle, as on a full disk.
   */
  public static LaunchedEncryptor startWithoutRoom(Service service, int peers) {
    List<String> limited = List.of("sh", "-c", "ulimit -f 2048 && exec \"$@\"", "sh");
    return launch(service, peers, limited, Map.of()).ready();
  }

  /**
   * Starts it with settings that it is to refuse.
   *
   * @return what it has written when it has ended, which was not by itself well
   */
  public static String refusal(Service service, Map<String, String> own) {
    try (LaunchedEncryptor launched = launch(service, 1, List.of(), own)) {
      assertThat(launched.process.waitFor(90, TimeUnit.SECONDS)).as("it ends").isTrue();
      assertThat(launched.process.exitValue()).isNotZero();
      return launched.log();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  private static LaunchedEncryptor launch(
      Service service, int peers, List<String> launcher, Map<String, String> own) {
    assertThat(JAR).as("the packaged service: run the tests with 'mvnw verify'").exists();
    Map<String, String> settings = TestStack.shared().settings(service);
    settings.putAll(EncryptorStack.peers(Integer.toString(peers)));
    settings.putAll(own);
    try {
      Path file = Files.createTempFile("encryptor", ".properties");
      Path log = Files.createTempFile("encryptor", ".log");
      Properties properties = new Properties();
      properties.putAll(settings);
      try (var out = Files.newOutputStream(file)) {
        properties.store(out, null);
      }
      List<String> command = new ArrayList<>(launcher);
      command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
      command.addAll(MEMORY);
      command.addAll(
          List.of(
              "-XX:+ExitOnOutOfMemoryError",
              "-Dquarkus.config.locations=" + file,
              "-jar",
              JAR.toString()));
      Process process =
          new ProcessBuilder(command)
              .redirectErrorStream(true)
              .redirectOutput(Redirect.to(log.toFile()))
              .start();
      return new LaunchedEncryptor(process, log, settings);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private LaunchedEncryptor ready() {
    await("the launched service")
        .atMost(Duration.ofSeconds(90))
        .failFast(() -> assertThat(process.isAlive()).as(log()).isTrue())
        .until(this::isReady);
    return this;
  }

  private boolean isReady() {
    try {
      HttpURLConnection connection = (HttpURLConnection) URI.create(ready).toURL().openConnection();
      try (InputStream in = connection.getInputStream()) {
        in.readAllBytes();
        return connection.getResponseCode() == 200;
      }
    } catch (IOException e) {
      return false;
    }
  }

  /** Where it serves gRPC. */
  public int port() {
    return port;
  }

  public boolean isAlive() {
    return process.isAlive();
  }

  /** SIGKILL. */
  public void kill() throws InterruptedException {
    process.destroyForcibly().waitFor();
  }

  /** The most memory it has had at once, resident, in MiB; 0 where the platform does not say. */
  public long peakMebibytes() {
    Path status = Path.of("/proc", Long.toString(process.pid()), "status");
    try {
      return Files.exists(status)
          ? Files.readAllLines(status).stream()
                  .filter(line -> line.startsWith("VmHWM:"))
                  .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
                  .findFirst()
                  .orElse(0)
              / 1024
          : 0;
    } catch (IOException e) {
      return 0;
    }
  }

  /** What it has written. */
  public String log() {
    try {
      return Files.readString(log);
    } catch (IOException e) {
      return "no log: " + e;
    }
  }

  @Override
  public void close() {
    process.destroyForcibly();
  }
}
