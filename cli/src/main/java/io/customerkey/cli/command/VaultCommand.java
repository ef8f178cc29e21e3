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
                  "What its keys show of soft delete and purge protection (default:"
                      + " ${DEFAULT-VALUE}).")
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

  @Command(
      name = "log",
      description = {
        "Show a vault's diagnostic log, oldest first.",
        "--json: records in the shape of Azure's AuditEvent."
      })
  void log(
      @Parameters(paramLabel = "VAULT", description = "Name.") String vault,
      @Option(
              names = "--operation",
              paramLabel = "NAME",
              description = "Only this one, for example KeyUnwrap.")
          @Nullable String operation,
      @Option(
              names = "--request-id",
              paramLabel = "ID",
              description = "Only of this client request id, as a verdict shows it.")
          @Nullable String requestId,
      @Option(
              names = "--limit",
              paramLabel = "N",
              defaultValue = "100",
              description = "The newest so many (default: ${DEFAULT-VALUE}).")
          int limit) {
    try (StackAdmin admin = context.admin()) {
      Query query =
          new Query(Paths.vault(vault) + "/log")
              .with("operation", operation)
              .with("correlationId", requestId)
              .with("limit", Integer.toString(limit));
      context
          .out()
          .list(
              admin.api().get(query.text()).path("records"),
              Column.of("TIME", "/time"),
              Column.of("OPERATION", "/operationName"),
              Column.of("STATUS", "/properties/httpStatusCode"),
              Column.of("REQUEST ID", "/correlationId"),
              Column.of("APPLICATION", "/identity/claim/appid"),
              Column.of("KEY", "/properties/id"));
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
