package io.customerkey.cli.command;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.customerkey.cli.command.VaultCommand.Paths;
import io.customerkey.cli.output.Column;
import io.customerkey.cli.output.Json;
import io.customerkey.cli.stack.StackAdmin;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Keys in the emulated vaults. */
@Command(name = "key", description = "Keys of a vault.")
final class VaultKeyCommand {
  private static final String TENANT_TAG = "customerkey-tenant";

  private final Context context;

  VaultKeyCommand(Context context) {
    this.context = context;
  }

  @Command(
      name = "create",
      description = "Create a key, tagged as the tenant's; a new version where the name exists.")
  void create(
      @Parameters(paramLabel = "VAULT", description = "Name.") String vault,
      @Parameters(paramLabel = "KEY", description = "Name.") String key,
      @Option(
              names = "--type",
              paramLabel = "TYPE",
              defaultValue = "RSA",
              description = "RSA or EC (default: ${DEFAULT-VALUE}).")
          String type,
      @Option(
              names = "--size",
              paramLabel = "BITS",
              defaultValue = "2048",
              description = "2048, 3072 or 4096 (default: ${DEFAULT-VALUE}).")
          int size,
      @Option(
              names = "--tag",
              paramLabel = "NAME=VALUE",
              description = "Instead of the tenant's tag.")
          @Nullable Map<String, String> tags) {
    try (Session session = context.session();
        StackAdmin admin = context.admin()) {
      String kind = type.toUpperCase(Locale.ROOT);
      ObjectNode body = Json.object().put("name", key).put("type", kind);
      if (kind.equals("RSA")) {
        body.put("size", size);
      }
      ObjectNode tagged = body.putObject("tags");
      if (tags == null) {
        tagged.put(TENANT_TAG, session.tenant().toString());
      } else {
        tags.forEach(tagged::put);
      }
      context.out().object(admin.api().send("POST", Paths.vault(vault) + "/keys", body).body());
    }
  }

  @Command(name = "list", description = "List the current versions of a vault's keys.")
  void list(@Parameters(paramLabel = "VAULT", description = "Name.") String vault) {
    try (StackAdmin admin = context.admin()) {
      context
          .out()
          .list(
              admin.api().get(Paths.vault(vault) + "/keys").path("keys"),
              Column.of("NAME", "/name"),
              Column.of("ID", "/id"),
              Column.of("TYPE", "/type"),
              Column.of("SIZE", "/size"),
              Column.of("ENABLED", "/enabled"));
    }
  }

  @Command(name = "disable", description = "Disable a key, all versions or one.")
  void disable(
      @Parameters(paramLabel = "VAULT", description = "Name.") String vault,
      @Parameters(paramLabel = "KEY", description = "Name.") String key,
      @Parameters(paramLabel = "VERSION", arity = "0..1", description = "Default: all.")
          @Nullable String version) {
    enable(vault, key, version, false);
  }

  @Command(name = "enable", description = "Enable a key, all versions or one.")
  void enable(
      @Parameters(paramLabel = "VAULT", description = "Name.") String vault,
      @Parameters(paramLabel = "KEY", description = "Name.") String key,
      @Parameters(paramLabel = "VERSION", arity = "0..1", description = "Default: all.")
          @Nullable String version) {
    enable(vault, key, version, true);
  }

  private void enable(String vault, String key, @Nullable String version, boolean enabled) {
    try (StackAdmin admin = context.admin()) {
      ObjectNode body = Json.object().put("enabled", enabled);
      String path = Paths.key(vault, key, version);
      context.out().object(admin.api().send("PATCH", path, body).body());
    }
  }
}
