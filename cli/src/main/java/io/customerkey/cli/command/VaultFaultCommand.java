package io.customerkey.cli.command;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.customerkey.cli.command.VaultCommand.Paths;
import io.customerkey.cli.output.Json;
import io.customerkey.cli.stack.StackAdmin;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Faults of emulated vaults, on request. */
@Command(name = "fault", description = "Make a vault fail, and heal it.")
final class VaultFaultCommand {
  private final Context context;

  VaultFaultCommand(Context context) {
    this.context = context;
  }

  @Command(
      name = "set",
      description = {
        "Make a vault fail until it is cleared, or for some requests.",
        "KIND: latency, stall, answer, throttled, firewall, reset, closed-port, moved, slow-delete."
      })
  void set(
      @Parameters(paramLabel = "VAULT", description = "Name.") String vault,
      @Parameters(paramLabel = "KIND", description = "How it fails.") String kind,
      @Option(
              names = "--millis",
              paramLabel = "N",
              description = "latency: how much later. slow-delete: how long.")
          @Nullable Integer millis,
      @Option(names = "--status", paramLabel = "N", description = "answer: HTTP status.")
          @Nullable Integer status,
      @Option(names = "--code", paramLabel = "CODE", description = "answer: Azure's error code.")
          @Nullable String code,
      @Option(names = "--inner-error", paramLabel = "CODE", description = "answer: inner code.")
          @Nullable String innerError,
      @Option(names = "--retry-after", paramLabel = "SECONDS", description = "answer, throttled.")
          @Nullable Integer retryAfter,
      @Option(names = "--directory", paramLabel = "UUID", description = "moved: where to.")
          @Nullable String directory,
      @Option(
              names = "--operation",
              paramLabel = "OPERATION",
              description = "Only this one, for example unwrapKey.")
          @Nullable String operation,
      @Option(names = "--count", paramLabel = "N", description = "Ends after that many requests.")
          @Nullable Integer count,
      @Option(
              names = "--percent",
              paramLabel = "N",
              description = "Only this share of the requests, 1 to 100 (default: all).")
          @Nullable Integer percent,
      @Option(
              names = "--seed",
              paramLabel = "N",
              description = "With --percent: the same requests fail for the same seed.")
          @Nullable Integer seed) {
    ObjectNode body = Json.object().put("kind", kind);
    put(body, "millis", millis);
    put(body, "status", status);
    put(body, "code", code);
    put(body, "innerError", innerError);
    put(body, "retryAfterSeconds", retryAfter);
    put(body, "directory", directory);
    put(body, "operation", operation);
    put(body, "count", count);
    put(body, "percent", percent);
    put(body, "seed", seed);
    try (StackAdmin admin = context.admin()) {
      context.out().object(admin.api().send("POST", path(vault), body).body());
    }
  }

  private static void put(ObjectNode body, String name, @Nullable Object value) {
    if (value instanceof Integer number) {
      body.put(name, number);
    } else if (value instanceof String text) {
      body.put(name, text);
    }
  }

  @Command(name = "clear", description = "Heal a vault.")
  void clear(@Parameters(paramLabel = "VAULT", description = "Name.") String vault) {
    try (StackAdmin admin = context.admin()) {
      admin.api().send("DELETE", path(vault));
      context.out().done(vault + " has no faults", Json.object().put("vault", vault));
    }
  }

  private static String path(String vault) {
    return Paths.vault(vault) + "/faults";
  }
}
