package io.customerkey.cli.command;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.customerkey.cli.output.Column;
import io.customerkey.cli.output.Json;
import io.customerkey.crypto.id.Id128;
import io.customerkey.crypto.id.TenantId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Customer organisations, for the provider's operator. */
@Command(name = "tenant", description = "Customer organisations.")
final class TenantCommand {
  private final Context context;

  TenantCommand(Context context) {
    this.context = context;
  }

  @Command(name = "create", description = "Create a tenant.")
  void create(
      @Parameters(paramLabel = "NAME", description = "1 to 200 characters.") String name,
      @Option(names = "--id", paramLabel = "UUID", description = "Default: a random one.")
          @Nullable String id,
      @Option(
              names = "--directory",
              paramLabel = "UUID",
              description = "Entra directory of the tenant's vaults (default: a random one).")
          @Nullable String directory,
      @Option(
              names = "--geo",
              paramLabel = "GEO",
              split = ",",
              description = "Its geos, the home geo first (default: NAM).")
          @Nullable List<String> geos,
      @Option(names = "--trial", description = "Trial tenants cannot have Customer Key.")
          boolean trial) {
    TenantId tenant = new TenantId(Ids.orRandom(Optional.ofNullable(id), context.random()));
    Id128 home = Ids.orRandom(Optional.ofNullable(directory), context.random());
    ObjectNode body =
        Json.object().put("name", name).put("directoryId", home.toString()).put("trial", trial);
    if (geos != null) {
      body.set("geos", Json.array(geos.stream().map(Query::word).toList()));
    }
    try (Session session = context.session()) {
      context.out().object(session.operator().send("PUT", "/tenants/" + tenant, body).body());
    }
  }

  @Command(
      name = "validate",
      description = {
        "Look at two keys and at what else the tenant needs; changes nothing, the report is kept.",
        "Options can stand in a file, one on a line: 'ck tenant validate @FILE'."
      })
  void validate(
      @Option(
              names = "--keys",
              paramLabel = "KEY",
              split = ",",
              required = true,
              description = "Two: https://VAULT/keys/NAME[/VERSION], or VAULT/NAME locally.")
          List<String> keys,
      @Option(
              names = "--declare",
              paramLabel = "NAME=VALUE",
              split = ",",
              description =
                  "What only you know of the two vaults: subscription1, subscription2, region1, region2,"
                      + " paid1, paid2 (true or false).")
          @Nullable Map<String, String> declared,
      @Option(
              names = "--profile",
              paramLabel = "PROFILE",
              defaultValue = "standard",
              description =
                  "standard, or strict: demands the recovery level Recoverable+ProtectedSubscription"
                      + " (default: standard).")
          String profile) {
    ObjectNode body = Json.object().put("profile", Query.word(profile));
    body.set("declared", Declared.json(declared == null ? Map.of() : declared));
    try (Session session = context.session()) {
      TenantId tenant = session.tenant();
      body.set("keys", Json.array(KeyRefs.resolve(session, keys)));
      ValidationReport.print(
          context.out(),
          session.admin(tenant).send("POST", path(tenant) + "/validations", body).body());
    }
  }

  @Command(
      name = "validations",
      description = "List the tenant's validations, newest first, or show the checks of one.")
  void validations(
      @Parameters(paramLabel = "VALIDATION", arity = "0..1", description = "Id.")
          @Nullable String text) {
    if (text == null) {
      context.list(
          (_, tenant) -> path(tenant) + "/validations",
          Column.of("ID", "/id"),
          Column.of("AT", "/at"),
          Column.of("BY", "/requestedBy"),
          Column.of("PROFILE", "/profile"),
          Column.of("PASSED", "/passed"),
          Column.of("KEYS", "/keys"));
      return;
    }
    try (Session session = context.session()) {
      TenantId tenant = session.tenant();
      String path = path(tenant) + "/validations/" + Ids.parse(text);
      ValidationReport.show(context.out(), session.admin(tenant).get(path));
    }
  }

  @Command(
      name = "enable",
      description = "Let the tenant have policies of its own, with two keys that were validated.")
  void enable(
      @Option(
              names = "--keys",
              paramLabel = "KEY",
              split = ",",
              required = true,
              description = "The two keys, as they were named to 'ck tenant validate'.")
          List<String> keys) {
    try (Session session = context.session()) {
      TenantId tenant = session.tenant();
      ObjectNode body = Json.object();
      body.set("keys", Json.array(KeyRefs.resolve(session, keys)));
      context
          .out()
          .object(session.admin(tenant).send("POST", path(tenant) + "/enablement", body).body());
    }
  }

  @Command(
      name = "findings",
      description = "What is not as it must be, of the tenant's keys in use; looked at daily.")
  void findings() {
    try (Session session = context.session()) {
      TenantId tenant = session.tenant();
      context
          .out()
          .list(
              session.admin(tenant).get(path(tenant) + "/findings").path("items"),
              Column.of("CHECK", "/check"),
              Column.of("KEY", "/keyId"),
              Column.of("OBSERVED", "/observed"),
              Column.of("WHAT TO DO", "/advice"),
              Column.of("FOUND", "/found"));
    }
  }

  private static String path(TenantId tenant) {
    return "/tenants/" + tenant;
  }

  @Command(name = "rename", description = "Give a tenant another name.")
  void rename(
      @Parameters(paramLabel = "TENANT", description = "Id or name.") String text,
      @Parameters(paramLabel = "NEW", description = "1 to 200 characters.") String name) {
    try (Session session = context.session()) {
      String path = "/tenants/" + session.tenant(text);
      ObjectNode body = Json.object().put("name", name);
      context.out().object(session.operator().send("PATCH", path, body).body());
    }
  }

  @Command(name = "list", description = "List tenants.")
  void list(
      @Option(names = "--name", paramLabel = "TEXT", description = "Only names with this in them.")
          @Nullable String name) {
    try (Session session = context.session()) {
      context
          .out()
          .list(
              Session.all(session.operator(), new Query("/tenants").with("name", name).text()),
              Column.of("ID", "/id"),
              Column.of("NAME", "/name"),
              Column.of("DIRECTORY", "/directoryId"),
              Column.of("GEOS", "/geos"),
              Column.of("CREATED", "/created"));
    }
  }

  @Command(name = "show", description = "Show a tenant.")
  void show(
      @Parameters(paramLabel = "TENANT", arity = "0..1", description = "Id or name.")
          @Nullable String text) {
    try (Session session = context.session()) {
      TenantId tenant = text == null ? session.tenant() : session.tenant(text);
      context.out().object(session.operator().get("/tenants/" + tenant));
    }
  }
}
