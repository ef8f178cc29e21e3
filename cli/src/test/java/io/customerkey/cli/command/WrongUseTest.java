package io.customerkey.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.customerkey.cli.failure.ExitCode;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is told to someone who mistook a command, before any service is asked. */
final class WrongUseTest {
  @TempDir private Path home;
  private final StringWriter err = new StringWriter();

  private Commands commands(Map<String, String> variables) {
    return new Commands(
        new Environment(
            home,
            variables,
            new PrintWriter(new StringWriter()),
            new PrintWriter(err),
            false,
            Clock.fixed(Instant.EPOCH, ZoneOffset.UTC),
            new Random(1)));
  }

  @Test
  void refusesWhatIsNoTokenWithoutTellingIt() throws IOException {
    Path file = Files.writeString(home.resolve("token"), "hush\nof two lines");

    assertThat(
            commands(Map.of())
                .run("policy", "list", "--rest", "https://localhost:1", "--token", file.toString()))
        .isEqualTo(ExitCode.USAGE.code());
    assertThat(err.toString()).contains("no token in " + file).doesNotContain("hush");
  }

  @Test
  void saysThatTheVariableHoldsTheTokenItself() {
    assertThat(
            commands(Map.of("CK_TOKEN", "/some/file"))
                .run("policy", "list", "--rest", "https://localhost:1"))
        .isEqualTo(ExitCode.USAGE.code());
    assertThat(err.toString()).contains("CK_TOKEN", "not a file").doesNotContain("/some/file");
  }

  @Test
  void refusesAPurposeThatNobodyHas() {
    assertThat(commands(Map.of()).run("token", "--role", "workload", "--purpose", "USER_READ,READ"))
        .isEqualTo(ExitCode.USAGE.code());
    assertThat(err.toString()).contains("USER_WRITE", "EDISCOVERY").doesNotContain("UNSPECIFIED");
  }

  @Test
  void suggestsACommandOfASimilarName() {
    assertThat(commands(Map.of()).run("polcy")).isEqualTo(ExitCode.USAGE.code());
    assertThat(err.toString()).contains("Did you mean", "policy");
  }

  @Test
  void saysThatAFolderHoldsNoMailBeforeItImportsAny() throws IOException {
    Path empty = Files.createDirectory(home.resolve("empty"));

    assertThat(commands(Map.of()).run("mailbox", "import", "box", empty.toString()))
        .isEqualTo(ExitCode.LOCAL.code());
    assertThat(err.toString()).contains("there is no mail in " + empty);
  }
}
