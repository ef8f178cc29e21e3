package io.customerkey.cli.command;

import io.customerkey.cli.failure.CkException;
import io.customerkey.cli.output.Json;
import io.customerkey.crypto.id.Id128;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Genuine vaults, before a suite runs on them. */
@Command(name = "azure", description = "Genuine Azure Key Vaults.")
final class AzureCommand {
  private static final String MAIN = "io.customerkey.unwrap.azure.AzureCheck";
  private static final int KEYS = 2;

  private final Context context;

  AzureCommand(Context context) {
    this.context = context;
  }

  @Command(
      name = "check",
      description = {
        "Run onboarding's checks of two keys against their vaults, without a running suite.",
        "Uses the checks and the Azure adapter of key-unwrap-service, in a Java of its own."
      })
  void check(
      @Option(
              names = "--keys",
              paramLabel = "KEY",
              split = ",",
              required = true,
              description = "Two: https://VAULT/keys/NAME[/VERSION].")
          List<String> keys,
      @Option(
              names = "--directory",
              paramLabel = "UUID",
              required = true,
              description = "The Entra directory of the vaults.")
          String directory,
      @Option(
              names = "--owner",
              paramLabel = "UUID",
              required = true,
              description = "The tenant's id, which the keys' tag customerkey-tenant must name.")
          String owner,
      @Option(
              names = "--profile",
              paramLabel = "PROFILE",
              defaultValue = "standard",
              description = "standard or strict (default: standard).")
          String profile,
      @Option(
              names = "--config",
              paramLabel = "FILE",
              description =
                  "Configuration of key-unwrap-service with customerkey.azure.client-id and client-secret; also from the"
                      + " environment (CUSTOMERKEY_AZURE_CLIENT_ID, CUSTOMERKEY_AZURE_CLIENT_SECRET).")
          @Nullable Path config)
      throws IOException, InterruptedException {
    if (keys.size() != KEYS) {
      throw CkException.usage("--keys takes exactly two keys, separated by a comma");
    }
    String strictness = Query.word(profile);
    if (!List.of("STANDARD", "STRICT").contains(strictness)) {
      throw CkException.usage("--profile is standard or strict");
    }
    List<String> command = new ArrayList<>(java());
    command.addAll(
        List.of(
            config == null ? "" : config.toAbsolutePath().toString(),
            id("--owner", owner),
            id("--directory", directory),
            strictness,
            keys.get(0).strip(),
            keys.get(1).strip()));
    ValidationReport.print(context.out(), Json.parse(output(command)));
  }

  private static String id(String option, String text) {
    try {
      return Id128.parse(text).toString();
    } catch (IllegalArgumentException malformed) {
      throw CkException.usage(option + " is a UUID (8-4-4-4-12 hexadecimal digits)");
    }
  }

  private List<String> java() {
    Path application =
        context.environment().home().resolve("key-unwrap-service/target/quarkus-app");
    if (!Files.isDirectory(application.resolve("lib/main"))) {
      throw CkException.local(
          "key-unwrap-service is not built in " + application,
          "Build it with './mvnw package -DskipTests'.");
    }
    return List.of(
        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
        "-XX:+UseSerialGC",
        "-XX:TieredStopAtLevel=1",
        "-cp",
        application.resolve("app")
            + "/*"
            + File.pathSeparator
            + application.resolve("lib/main")
            + "/*"
            + File.pathSeparator
            + application.resolve("lib/boot")
            + "/*",
        MAIN);
  }

  private static String output(List<String> command) throws IOException, InterruptedException {
    Path errors = Files.createTempFile("ck-azure", ".err");
    try {
      Process process = new ProcessBuilder(command).redirectError(errors.toFile()).start();
      process.getOutputStream().close();
      String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      if (process.waitFor() != 0) {
        List<String> lines = Files.readAllLines(errors);
        throw CkException.usage(
            lines.isEmpty() ? "the check ended without a word" : lines.getLast());
      }
      return out;
    } finally {
      Files.delete(errors);
    }
  }
}
