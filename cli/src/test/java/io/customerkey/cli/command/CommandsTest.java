package io.customerkey.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.customerkey.cli.failure.ExitCode;
import io.customerkey.cli.output.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

final class CommandsTest {
  @TempDir private Path home;
  private Shell shell;

  @BeforeEach
  void open() {
    shell = new Shell(home, false);
  }

  static Stream<CommandLine> all() {
    List<CommandLine> all = new ArrayList<>();
    collect(Shell.tree(), all);
    return all.stream();
  }

  private static void collect(CommandLine command, List<CommandLine> all) {
    all.add(command);
    command.getSubcommands().values().forEach(each -> collect(each, all));
  }

  @ParameterizedTest
  @MethodSource("all")
  void everyCommandExplainsItselfAndSpeaksJson(CommandLine command) {
    assertThat(command.getCommandSpec().usageMessage().description()).isNotEmpty();
    assertThat(command.getCommandSpec().findOption("--json")).isNotNull();
    assertThat(command.getCommandSpec().findOption("--data")).isNotNull();
    assertThat(command.getCommandSpec().findOption("--help")).isNotNull();
  }

  @Test
  void helpTellsEveryExitCode() {
    assertThat(shell.run("--help")).isZero();

    for (ExitCode code : ExitCode.values()) {
      assertThat(shell.out())
          .contains(Integer.toString(code.code()))
          .contains(
              code.meaning()
                  .substring(0, 20 > code.meaning().length() ? code.meaning().length() : 20));
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "nonsense",
        "policy",
        "policy create",
        "policy create p",
        "mailbox import box",
        "mailbox items box --nonsense",
        "vault key create v k --size many",
        "mailbox import box . --mbox nonsense",
        "registration set NAM",
        "site import s",
        "test",
        "tenant create name --id 123 --rest https://localhost:1 --token .",
      })
  void refusesAWrongCommandLine(String line) {
    assertThat(shell.run(line)).isIn(ExitCode.USAGE.code(), ExitCode.LOCAL.code());
    assertThat(shell.err()).isNotEmpty().doesNotContain("\tat ", "Exception");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "policy suspend p --for soon",
        "policy suspend p --wait 5000",
        "policy drop-caches p --wait 5000",
        "policy check-now p --wait 20",
      })
  void refusesATimeWithoutItsUnit(String line) {
    assertThat(shell.run(line)).isEqualTo(ExitCode.USAGE.code());
    assertThat(shell.err()).contains("such as 500ms, 90s, 15m");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "status",
        "tenant list",
        "tenant create Contoso",
        "tenant validations",
        "tenant validations 00000000-0000-0000-0000-000000000001",
        "policy list",
        "policy create p --keys a/b,c/d",
        "policy health p",
        "policy drop-caches p --wait 10s",
        "policy check-now p --wait 10s",
        "policy suspend p --for 1h --wait 500ms",
        "policy suspend p --until-resumed",
        "policy resume p",
        "brake show",
        "brake confirm key_disabled",
        "brake release network_rule",
        "verdict show 00000000-0000-0000-0000-000000000001",
        "mailbox create a",
        "mailbox assign a b --policy p",
        "mailbox list --state applied",
        "mailbox show a",
        "mailbox items a",
        "mailbox export a target",
        "mailbox delete-item a 00000000-0000-0000-0000-000000000001",
        "mailbox restore-item a 00000000-0000-0000-0000-000000000001",
        "mailbox items a --deleted",
        "mailbox unassign a",
        "mailbox rename a b",
        "mailbox license a --no-licensed",
        "tenant rename a b",
        "policy rename a b",
        "policy create p --keys a/b,c/d --workload sharepoint",
        "policy list --workload sharepoint --state active --name x",
        "site create s --kind onedrive --geo EUR",
        "site list --geo EUR --state applied --name x",
        "site show s",
        "site rename s t",
        "site import s .",
        "site export s target",
        "site files s --deleted --prefix a/",
        "site rename-file s a b",
        "site delete-file s a/b",
        "site restore-file s a/b",
        "registration set NAM --policy p",
        "registration list",
        "registration show NAM",
        "registration clear NAM",
        "coverage",
        "vault create v",
        "vault list",
        "vault key create v k",
        "vault key disable v k",
        "vault key enable v k 0a",
        "vault key import v k --file key.pem --tag a=b",
        "vault key backup v k --file key.backup",
        "vault key restore v --file key.backup",
        "vault key delete v k",
        "vault key recover v k",
        "vault key purge v k",
        "vault key list v --deleted",
        "vault log v --operation KeyUnwrap --request-id 9f --limit 5",
        "vault fault set v answer --status 500 --percent 20 --seed 7",
        "vault fault set v slow-delete --millis 5000",
        "vault permission revoke v",
        "vault permission grant v get unwrapKey",
        "vault fault set v answer --status 403 --code Forbidden --count 2",
        "vault fault clear v",
        "key-uses --kind AVAILABILITY_KEY",
        "token --role workload --purpose USER_READ",
      })
  void saysThatNoStackRuns(String line) {
    assertThat(shell.run(line)).as(shell.err()).isEqualTo(ExitCode.LOCAL.code());
    assertThat(shell.err()).contains("no stack runs").contains("ck up");
  }

  @Test
  void printsFailuresAsJsonWhereAsked() {
    assertThat(shell.run("policy list --json")).isEqualTo(ExitCode.LOCAL.code());

    JsonNode error = Json.parse(shell.err());
    assertThat(Json.text(error, "/error/reason")).isEqualTo("LOCAL");
    assertThat(error.at("/error/exit").asInt()).isEqualTo(4);
    assertThat(shell.out()).isEmpty();
  }

  @Test
  void takesTheDataFolderFromTheOptionThenFromTheEnvironment() {
    shell.commands(Map.of("CK_DATA", "/from/environment")).run("policy", "list");
    assertThat(shell.err()).contains("/from/environment");

    shell
        .commands(Map.of("CK_DATA", "/from/environment"))
        .run("policy", "list", "--data", "/from/option");
    assertThat(shell.err()).contains("/from/option");
  }

  @Test
  void stoppingWhatDoesNotRunIsNoFailure() {
    assertThat(shell.run("down --json")).isZero();
    assertThat(Json.parse(shell.out()).path("stopped").asBoolean(true)).isFalse();
  }

  @Test
  void asksForATokenElsewhere() {
    assertThat(shell.run("policy list --rest https://localhost:1"))
        .isEqualTo(ExitCode.USAGE.code());
    assertThat(shell.err()).contains("--token");
  }

  @Test
  void saysThatAFolderHoldsNoMailBeforeItStartsAnything() throws IOException {
    Path empty = Files.createDirectory(home.resolve("empty"));

    assertThat(shell.commands(Map.of()).run("demo", "--mail", empty.toString()))
        .isEqualTo(ExitCode.LOCAL.code());
    assertThat(shell.err()).contains("there is no mail in " + empty);
  }

  @Test
  void saysThatACertificateCannotBeRead() throws IOException {
    Path token = Files.writeString(home.resolve("token"), "a.b.c");
    Path none = home.resolve("none.pem");

    int exit =
        shell
            .commands(Map.of())
            .run(
                "mailbox",
                "items",
                "00000000-0000-0000-0000-000000000001",
                "--tenant",
                "00000000-0000-0000-0000-000000000002",
                "--rest",
                "https://localhost:1",
                "--exchange",
                "localhost:1",
                "--ca",
                certificate().toString(),
                "--cert",
                none.toString(),
                "--cert-key",
                none.toString(),
                "--token",
                token.toString());

    assertThat(exit).as(shell.err()).isEqualTo(ExitCode.LOCAL.code());
    assertThat(shell.err()).contains("none.pem");
  }

  /** An authority file without authorities: nobody is trusted, and nobody is called. */
  private Path certificate() throws IOException {
    return Files.createFile(home.resolve("ca.pem"));
  }
}
