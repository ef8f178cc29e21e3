package io.customerkey.cli.command;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.customerkey.cli.command.VaultCommand.Paths;
import io.customerkey.cli.output.Column;
import io.customerkey.cli.output.Json;
import io.customerkey.cli.stack.StackAdmin;
import java.nio.file.Path;
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
      tag(body, session, tags);
      context.out().object(admin.api().send("POST", Paths.vault(vault) + "/keys", body).body());
    }
  }

  @Command(
      name = "import",
      description = "Import a private RSA key, tagged as the tenant's; 2048, 3072 or 4096 bits.")
  void importKey(
      @Parameters(paramLabel = "VAULT", description = "Name.") String vault,
      @Parameters(paramLabel = "KEY", description = "Name.") String key,
      @Option(
              names = "--file",
              paramLabel = "FILE",
              required = true,
              description = "PKCS#8 private key in PEM, not encrypted.")
          Path file,
      @Option(
              names = "--tag",
              paramLabel = "NAME=VALUE",
              description = "Instead of the tenant's tag.")
          @Nullable Map<String, String> tags) {
    try (Session session = context.session();
        StackAdmin admin = context.admin()) {
      String pem = KeyFiles.read(file);
      ObjectNode body = Json.object().put("pem", pem);
      tag(body, session, tags);
      context.out().object(admin.api().send("PUT", Paths.key(vault, key, null), body).body());
    }
  }

  @Command(
      name = "backup",
      description = {
        "Write a key with all its versions to a file.",
        "It can be restored to vaults of the same directory and stack only."
      })
  void backup(
      @Parameters(paramLabel = "VAULT", description = "Name.") String vault,
      @Parameters(paramLabel = "KEY", description = "Name.") String key,
      @Option(
              names = "--file",
              paramLabel = "FILE",
              required = true,
              description = "New file, readable by you only.")
          Path file) {
    try (StackAdmin admin = context.admin()) {
      String path = Paths.key(vault, key, null) + "/backup";
      String value = Json.text(admin.api().send("POST", path).body(), "/value");
      KeyFiles.write(file, value);
      context
          .out()
          .done(
              key + " of " + vault + " is backed up to " + file,
              Json.object().put("vault", vault).put("key", key).put("file", file.toString()));
    }
  }

  @Command(name = "restore", description = "Bring a key back from a backup, with all its versions.")
  void restore(
      @Parameters(paramLabel = "VAULT", description = "Name.") String vault,
      @Option(
              names = "--file",
              paramLabel = "FILE",
              required = true,
              description = "Written by backup.")
          Path file) {
    try (StackAdmin admin = context.admin()) {
      String value = KeyFiles.read(file);
      ObjectNode body = Json.object().put("value", value);
      context
          .out()
          .object(admin.api().send("POST", Paths.vault(vault) + "/restored-keys", body).body());
    }
  }

  @Command(
      name = "delete",
      description = "Delete a key softly: its name stays taken, and it can be recovered.")
  void delete(
      @Parameters(paramLabel = "VAULT", description = "Name.") String vault,
      @Parameters(paramLabel = "KEY", description = "Name.") String key) {
    remove(vault, key, Paths.key(vault, key, null), "is deleted and can be recovered");
  }

  @Command(name = "recover", description = "Take the deletion of a key back.")
  void recover(
      @Parameters(paramLabel = "VAULT", description = "Name.") String vault,
      @Parameters(paramLabel = "KEY", description = "Name.") String key) {
    try (StackAdmin admin = context.admin()) {
      String path = Paths.key(vault, key, null) + "/recover";
      context.out().object(admin.api().send("POST", path).body());
    }
  }

  @Command(name = "purge", description = "Destroy a deleted key; its name is free then.")
  void purge(
      @Parameters(paramLabel = "VAULT", description = "Name.") String vault,
      @Parameters(paramLabel = "KEY", description = "Name.") String key) {
    String path = Paths.vault(vault) + "/deleted-keys/" + Session.encoded(key);
    remove(vault, key, path, "is destroyed");
  }

  private void remove(String vault, String key, String path, String end) {
    try (StackAdmin admin = context.admin()) {
      admin.api().send("DELETE", path);
      context
          .out()
          .done(
              key + " of " + vault + " " + end, Json.object().put("vault", vault).put("key", key));
    }
  }

  private static void tag(ObjectNode body, Session session, @Nullable Map<String, String> tags) {
    ObjectNode tagged = body.putObject("tags");
    if (tags == null) {
      tagged.put(TENANT_TAG, session.tenant().toString());
    } else {
      tags.forEach(tagged::put);
    }
  }

  @Command(name = "list", description = "List the current versions of a vault's keys.")
  void list(
      @Parameters(paramLabel = "VAULT", description = "Name.") String vault,
      @Option(names = "--deleted", description = "Those that are deleted and can be recovered.")
          boolean deleted) {
    try (StackAdmin admin = context.admin()) {
      context
          .out()
          .list(
              admin
                  .api()
                  .get(Paths.vault(vault) + (deleted ? "/deleted-keys" : "/keys"))
                  .path("keys"),
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
