package io.customerkey.cli.command;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.customerkey.cli.output.Column;
import io.customerkey.cli.output.Json;
import io.customerkey.cli.stack.StackAdmin;
import io.customerkey.crypto.id.TenantId;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The emulated Azure Key Vaults of the local stack. */
@Command(name = "vault", description = "The emulated Azure Key Vaults of the local stack.")
final class VaultCommand {
  private final Context context;

  VaultCommand(Context context) {
    this.context = context;
  }

  @Command(name = "create", description = "Create a vault in the tenant's directory.")
  void create(
      @Parameters(paramLabel = "NAME", description = "Unique in the stack.") String name,
      @Option(
              names = "--directory",
              paramLabel = "UUID",
              description = "Another directory than the tenant's.")
          @Nullable String directory,
      @Option(
              names = "--permission-model",
              paramLabel = "MODEL",
              defaultValue = "access-policy",
              description = "access-policy or rbac (default: ${DEFAULT-VALUE}).")
          String model,
      @Option(
              names = "--recovery-level",
              paramLabel = "LEVEL",
              defaultValue = "Recoverable+Purgeable",
              description =
                  "What its keys show of soft delete and purge protection (default: ${DEFAULT-VALUE}).")
          String recoveryLevel) {
    try (Session session = context.session();
        StackAdmin admin = context.admin()) {
      String home = directory == null ? directory(session) : Ids.parse(directory).toString();
      ObjectNode body =
          Json.object().put("name", name).put("directory", home).put("permissionModel", model);
      body.put("recoveryLevel", recoveryLevel);
      context.out().object(admin.api().send("POST", "/v1/vaults", body).body());
    }
  }

  private static String directory(Session session) {
    TenantId tenant = session.tenant();
    return Json.text(session.operator().get("/tenants/" + tenant), "/directoryId");
  }

  @Command(name = "list", description = "List the vaults.")
  void list() {
    try (StackAdmin admin = context.admin()) {
      JsonNode vaults = admin.api().get("/v1/vaults").path("vaults");
      context
          .out()
          .list(
              vaults,
              Column.of("NAME", "/name"),
              Column.of("URI", "/uri"),
              Column.of("DIRECTORY", "/directory"),
              Column.of("OPEN", "/open"),
              Column.of("CALLS", "/calls/total"));
    }
  }

  @Command(name = "show", description = "Show a vault: keys, permissions, faults, calls.")
  void show(@Parameters(paramLabel = "VAULT", description = "Name.") String vault) {
    try (StackAdmin admin = context.admin()) {
      context.out().object(admin.api().get(Paths.vault(vault)));
    }
  }

  /** Paths of the stack's admin API. */
  static final class Paths {
    private Paths() {}

    static String vault(String name) {
      return "/v1/vaults/" + Session.encoded(name);
    }

    static String key(String vault, String key, @Nullable String version) {
      String path = vault(vault) + "/keys/" + Session.encoded(key);
      return version == null ? path : path + "/" + Session.encoded(version);
    }
  }
}
