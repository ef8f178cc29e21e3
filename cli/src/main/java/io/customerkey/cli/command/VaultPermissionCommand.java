package io.customerkey.cli.command;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.customerkey.cli.command.VaultCommand.Paths;
import io.customerkey.cli.output.Json;
import io.customerkey.cli.stack.StackAdmin;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** What the suite may do in an emulated vault. */
@Command(name = "permission", description = "What the suite may do in a vault.")
final class VaultPermissionCommand {
  private static final String SUITE = "customer-key";

  private final Context context;

  VaultPermissionCommand(Context context) {
    this.context = context;
  }

  @Command(name = "grant", description = "Grant permissions, in place of those there are.")
  void grant(
      @Parameters(paramLabel = "VAULT", description = "Name.") String vault,
      @Parameters(
              paramLabel = "PERMISSION",
              arity = "0..*",
              description = "Default: get, wrapKey, unwrapKey.")
          List<String> permissions,
      @Option(
              names = "--principal",
              paramLabel = "APP",
              defaultValue = SUITE,
              description = "Application (default: ${DEFAULT-VALUE}).")
          String principal) {
    List<String> granted =
        permissions == null || permissions.isEmpty()
            ? List.of("get", "wrapKey", "unwrapKey")
            : permissions;
    try (StackAdmin admin = context.admin()) {
      ObjectNode body = Json.object();
      body.set("permissions", Json.array(granted));
      context.out().object(admin.api().send("PUT", path(vault, principal), body).body());
    }
  }

  @Command(name = "revoke", description = "Revoke all of its permissions.")
  void revoke(
      @Parameters(paramLabel = "VAULT", description = "Name.") String vault,
      @Option(
              names = "--principal",
              paramLabel = "APP",
              defaultValue = SUITE,
              description = "Application (default: ${DEFAULT-VALUE}).")
          String principal) {
    try (StackAdmin admin = context.admin()) {
      context.out().object(admin.api().send("DELETE", path(vault, principal)).body());
    }
  }

  private static String path(String vault, String principal) {
    return Paths.vault(vault) + "/permissions/" + Session.encoded(principal);
  }
}
