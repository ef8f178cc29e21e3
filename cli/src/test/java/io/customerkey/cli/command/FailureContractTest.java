package io.customerkey.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.customerkey.cli.output.Json;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** With {@code --json} a failure is one object on standard error, and nothing else is printed. */
final class FailureContractTest {
  @TempDir private Path home;

  @ParameterizedTest
  @CsvSource({
    "--json, 2",
    "nonsense --json, 2",
    "policy --json, 2",
    "policy create --json, 2",
    "policy create p --keys a --probe-interval often --json, 2",
    "policy create p --keys a --outage-grace long --json, 2",
    "--json mailbox import box . --parallel many, 2",
    "mailbox import box . --parallel many --json, 2",
    "mailbox import box . --parallel 0 --json, 2",
    "site export s target --parallel 33 --json, 2",
    "site import s . --nonsense --json, 2",
    "tenant validate --json, 2",
    "tenant validate --keys a --declare planet1=mars --json, 2",
    "tenant validate --keys a --declare paid1=perhaps --json, 2",
    "azure check --keys a --owner b --directory c --json, 2",
    "azure check --keys https://a.vault.azure.net/keys/k --owner 0f6c0000-0000-0000-0000-000000000001 --directory x --json, 2",
    "bench content --json, 4",
    "bench --json content -- --rounds 9, 4",
    "demo --mail nowhere --json, 4",
    "site import s nowhere --json, 4",
    "status --json, 4",
    "up --json, 4",
    "test --json, 2",
  })
  void isOneObjectWithTheExitCode(String line, int exit) {
    Shell shell = new Shell(home, true);

    assertThat(shell.run(line)).as(shell.err()).isEqualTo(exit);

    JsonNode error = Json.parse(shell.err()).path("error");
    assertThat(error.path("exit").asInt()).isEqualTo(exit);
    assertThat(error.path("reason").asText()).isEqualTo(exit == 2 ? "USAGE" : "LOCAL");
    assertThat(error.path("message").asText()).isNotEmpty();
    assertThat(shell.out()).isEmpty();
  }
}
