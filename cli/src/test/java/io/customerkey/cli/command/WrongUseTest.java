package io.customerkey.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.customerkey.cli.failure.ExitCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is told to someone who mistook a command, before any service is asked. */
final class WrongUseTest {
  @TempDir private Path home;
  private Shell shell;

  @BeforeEach
  void open() {
    shell = new Shell(home, false);
  }

  @Test
  void refusesWhatIsNoTokenWithoutTellingIt() throws IOException {
    Path file = Files.writeString(home.resolve("token"), "hush\nof two lines");

    assertThat(
            shell
                .commands(Map.of())
                .run("policy", "list", "--rest", "https://localhost:1", "--token", file.toString()))
        .isEqualTo(ExitCode.USAGE.code());
    assertThat(shell.err()).contains("no token in " + file).doesNotContain("hush");
  }

  @Test
  void saysThatTheVariableHoldsTheTokenItself() {
    assertThat(
            shell
                .commands(Map.of("CK_TOKEN", "/some/file"))
                .run("policy", "list", "--rest", "https://localhost:1"))
        .isEqualTo(ExitCode.USAGE.code());
    assertThat(shell.err()).contains("CK_TOKEN", "not a file").doesNotContain("/some/file");
  }

  @Test
  void refusesAPurposeThatNobodyHas() {
    assertThat(
            shell
                .commands(Map.of())
                .run("token", "--role", "workload", "--purpose", "USER_READ,READ"))
        .isEqualTo(ExitCode.USAGE.code());
    assertThat(shell.err()).contains("USER_WRITE", "EDISCOVERY").doesNotContain("UNSPECIFIED");
  }

  @Test
  void asksForABrakeOfAnyCauseThatSomebodyWrites() {
    assertThat(
            shell
                .commands(Map.of("CK_TOKEN", "a.b.c"))
                .run("brake", "confirm", "a/../b c", "--rest", "https://localhost:1"))
        .isEqualTo(ExitCode.UNAVAILABLE.code());
    assertThat(shell.err()).contains("no connection to localhost:1");
  }

  @Test
  void suggestsACommandOfASimilarName() {
    assertThat(shell.commands(Map.of()).run("polcy")).isEqualTo(ExitCode.USAGE.code());
    assertThat(shell.err()).contains("Did you mean", "policy");
  }

  @Test
  void saysThatAFolderHoldsNoMailBeforeItImportsAny() throws IOException {
    Path empty = Files.createDirectory(home.resolve("empty"));

    assertThat(shell.commands(Map.of()).run("mailbox", "import", "box", empty.toString()))
        .isEqualTo(ExitCode.LOCAL.code());
    assertThat(shell.err()).contains("there is no mail in " + empty);
  }
}
