package io.customerkey.cli.stack;

import com.fasterxml.jackson.databind.JsonNode;
import io.customerkey.cli.failure.CkException;
import io.customerkey.cli.output.Json;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Starts and stops the local stack: a process of its own, which outlives this one and its terminal.
 */
public final class StackLauncher {
  /** The stack's program, by which its process is known. */
  static final String MAIN = "io.customerkey.localstack.LocalStack";

  private static final Duration PATIENCE = Duration.ofMinutes(4);
  private static final long STEP_MILLIS = 200;
  private static final int TAIL_LINES = 15;
  private static final FileAttribute<?> OWNER_ONLY =
      PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"));

  private final Path home;
  private final StackFolder folder;
  private final Clock clock;
  private final CountDownLatch never = new CountDownLatch(1);
  private volatile @Nullable Process launched;
  private int instances = 1;

  /**
   * A launcher of one stack.
   *
   * @param home the repository, where the jars lie
   * @param folder its data
   * @param clock tells when to give up
   */
  public StackLauncher(Path home, StackFolder folder, Clock clock) {
    this.home = home;
    this.folder = folder;
    this.clock = clock;
  }

  /**
   * Makes it start several instances of key-unwrap-service.
   *
   * @param count how many
   * @return this launcher
   */
  public StackLauncher instances(int count) {
    instances = count;
    return this;
  }

  /**
   * Starts the stack and waits until every service is ready.
   *
   * @param progress hears of each that became ready
   * @return what runs and where
   * @throws IOException when the process cannot be started
   */
  public StackState start(Consumer<String> progress) throws IOException {
    return start(List.of(), progress);
  }

  /**
   * Starts a stack that ends when this process does, however that comes.
   *
   * @param progress hears of each that became ready
   * @return what runs and where
   * @throws IOException when the process cannot be started
   */
  public StackState startForThisProcess(Consumer<String> progress) throws IOException {
    return start(List.of("--parent", Long.toString(ProcessHandle.current().pid())), progress);
  }

  private StackState start(List<String> more, Consumer<String> progress) throws IOException {
    Path log = folder.logs().resolve("stack.log");
    folder.claim();
    Files.createDirectories(folder.logs(), OWNER_ONLY);
    Process process =
        new ProcessBuilder(command(more))
            .directory(home.toFile())
            .redirectErrorStream(true)
            .redirectInput(ProcessBuilder.Redirect.from(new File("/dev/null")))
            .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
            .start();
    launched = process;
    Map<String, String> told = new TreeMap<>();
    Instant end = clock.instant().plus(PATIENCE);
    while (clock.instant().isBefore(end)) {
      StackState state = folder.state().filter(now -> now.pid() == process.pid()).orElse(null);
      if (state != null) {
        tell(state.tree(), told, progress);
        if (state.is("RUNNING")) {
          return state;
        }
        if (state.is("FAILED")) {
          throw failed(Json.text(state.tree(), "/message").lines().findFirst().orElse(""));
        }
      }
      if (!process.isAlive()) {
        throw failed("it ended with " + process.exitValue() + tail(log));
      }
      pause();
    }
    process.destroy();
    throw failed("it was not ready after " + PATIENCE.toMinutes() + " minutes" + tail(log));
  }

  private List<String> command(List<String> more) {
    Path java = Path.of(System.getProperty("java.home"), "bin", "java");
    Path target = home.resolve("local-stack").resolve("target");
    if (!Files.isDirectory(target.resolve("lib"))) {
      throw CkException.local(
          "the local stack is not built in " + target,
          "Build it with './mvnw package -DskipTests'.");
    }
    List<String> command = new ArrayList<>();
    Path detacher = Path.of("/usr/bin/setsid");
    if (Files.isExecutable(detacher)) {
      command.add(detacher.toString());
    }
    command.addAll(
        List.of(
            java.toString(),
            "-XX:+UseSerialGC",
            "-Xmx256m",
            "--enable-native-access=ALL-UNNAMED",
            "--sun-misc-unsafe-memory-access=allow",
            "-cp",
            target + "/*" + File.pathSeparator + target + "/lib/*",
            MAIN,
            "--home",
            home.toString(),
            "--data",
            folder.root().toString(),
            "--instances",
            Integer.toString(instances)));
    command.addAll(more);
    return command;
  }

  private static void tell(JsonNode state, Map<String, String> told, Consumer<String> progress) {
    for (JsonNode service : state.path("services")) {
      String name = Json.text(service, "/name");
      String now = Json.text(service, "/state");
      if (!now.equals(told.put(name, now)) && now.equals("READY")) {
        progress.accept(name + " is ready");
      }
    }
  }

  private CkException failed(String why) {
    return CkException.local("the stack did not start: " + why, "The logs are in " + folder.logs());
  }

  private static String tail(Path log) {
    try {
      List<String> lines = Files.readAllLines(log);
      List<String> last = lines.subList(Math.max(0, lines.size() - TAIL_LINES), lines.size());
      return last.isEmpty() ? "" : "\n    " + String.join("\n    ", last);
    } catch (IOException e) {
      return "";
    }
  }

  /**
   * Stops the stack, also when it is still starting, and waits until its process is gone.
   *
   * @return whether one was running
   */
  public boolean stop() {
    StackState state = folder.state().filter(StackState::isAlive).orElse(null);
    if (state == null) {
      return endLaunched();
    }
    if (!askedToStop()) {
      ProcessHandle.of(state.pid()).ifPresent(ProcessHandle::destroy);
    }
    Instant end = clock.instant().plus(PATIENCE);
    while (state.isAlive()) {
      if (!clock.instant().isBefore(end)) {
        throw CkException.local(
            "the stack (process " + state.pid() + ") does not end",
            "The logs are in " + folder.logs());
      }
      pause();
    }
    return true;
  }

  /** A process so young that it has not said where it stands. */
  private boolean endLaunched() {
    Process process = launched;
    if (process == null || !process.isAlive()) {
      return false;
    }
    process.destroy();
    while (process.isAlive()) {
      pause();
    }
    return true;
  }

  private boolean askedToStop() {
    try (StackAdmin admin = new StackAdmin(folder)) {
      admin.shutdown();
      return true;
    } catch (RuntimeException e) {
      // A stack that does not answer is told by a signal.
      return false;
    }
  }

  private void pause() {
    try {
      if (never.await(STEP_MILLIS, TimeUnit.MILLISECONDS)) {
        throw new IllegalStateException("the latch is never counted down");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw CkException.local(
          "interrupted", "Look with 'ck status'; stop the stack with 'ck down'.");
    }
  }
}
