package io.customerkey.unwrap.api;

import io.customerkey.localstack.data.DataFolder;
import io.customerkey.localstack.data.Service;
import io.customerkey.localstack.postgres.Postgres;
import io.customerkey.localstack.testing.TestStack;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** The test stack's PostgreSQL, stopped and started for real. */
final class StackDatabase {
  private static final long PATIENCE = 60;

  private StackDatabase() {}

  static void stop() throws Exception {
    ProcessHandle running = postmaster().orElseThrow();
    new ProcessBuilder("kill", "-INT", Long.toString(running.pid())).start().waitFor();
    running.onExit().get(PATIENCE, TimeUnit.SECONDS);
  }

  /** Unless it runs. It ends with the stack, which finds it by its pid file. */
  static void start() throws IOException {
    if (postmaster().isEmpty()) {
      String port = TestStack.shared().settings(Service.DEP).get("customerkey.database.port");
      Postgres.start(folder(), Integer.parseInt(Objects.requireNonNull(port)));
    }
  }

  private static Optional<ProcessHandle> postmaster() throws IOException {
    Path pid = folder().postgres().resolve("postmaster.pid");
    return Files.exists(pid)
        ? ProcessHandle.of(Long.parseLong(Files.readAllLines(pid).getFirst().strip()))
        : Optional.empty();
  }

  private static DataFolder folder() {
    return DataFolder.open(TestStack.shared().data());
  }
}
