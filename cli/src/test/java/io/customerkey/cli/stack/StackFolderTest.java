package io.customerkey.cli.stack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.customerkey.cli.failure.CkException;
import io.customerkey.cli.failure.ExitCode;
import io.customerkey.cli.output.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class StackFolderTest {
  @TempDir private Path root;

  private StackState running(long pid) throws IOException {
    Files.writeString(
        root.resolve("stack.json"),
        Json.compact(
            Json.object().put("state", "RUNNING").put("pid", pid).put("data", root.toString())));
    return new StackFolder(root).state().orElseThrow();
  }

  /** A process with this command line, until it is told to end. */
  private static Process process(String... words) throws IOException {
    String[] command = new String[words.length + 3];
    command[0] = "/bin/sh";
    command[1] = "-c";
    command[2] = "read line";
    System.arraycopy(words, 0, command, 3, words.length);
    return new ProcessBuilder(command).start();
  }

  @Test
  void knowsAStackByItsProgramAndItsFolder() throws IOException {
    Process stack = process(StackLauncher.MAIN, "--data", root.toString());
    try {
      assertThat(running(stack.pid()).isAlive()).isTrue();
    } finally {
      stack.destroyForcibly();
    }
  }

  @Test
  void takesNoOtherProcessForTheStackAndEndsNone() throws IOException {
    Process browser = process("browser", root.toString());
    Process other = process(StackLauncher.MAIN, "--data", root + "-2");
    try {
      assertThat(running(other.pid()).isAlive()).isFalse();
      assertThat(running(browser.pid()).isAlive()).isFalse();

      boolean stopped = new StackLauncher(root, new StackFolder(root), Clock.systemUTC()).stop();

      assertThat(stopped).isFalse();
      assertThat(browser.isAlive()).isTrue();
    } finally {
      browser.destroyForcibly();
      other.destroyForcibly();
    }
  }

  @Test
  void takesOnlyAFolderThatIsEmptyOrAStacks() throws IOException {
    StackFolder folder = new StackFolder(root);
    assertThatCode(folder::claim).doesNotThrowAnyException();
    Files.setPosixFilePermissions(root, PosixFilePermissions.fromString("rwxr-xr-x"));
    Files.writeString(root.resolve("thesis.txt"), "mine");

    assertThatThrownBy(folder::claim)
        .isInstanceOfSatisfying(
            CkException.class, e -> assertThat(e.exit()).isEqualTo(ExitCode.LOCAL))
        .hasMessageContaining(root.toString());

    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(root)))
        .isEqualTo("rwxr-xr-x");
    Files.createFile(root.resolve("ports.properties"));
    assertThatCode(folder::claim).doesNotThrowAnyException();
  }
}
