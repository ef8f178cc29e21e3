package io.customerkey.cli.command;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.customerkey.cli.output.Column;
import io.customerkey.cli.output.Json;
import io.customerkey.crypto.id.SiteId;
import io.customerkey.crypto.id.TenantId;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The directory of sites and what protects each, for the tenant's admin. */
@Command(
    name = "site",
    description =
        "Sites (SharePoint, OneDrive, Teams): the directory, what protects each, and their files.")
final class SiteCommand extends FileCommands {
  private final Context context;

  SiteCommand(Context context) {
    super(context);
    this.context = context;
  }

  @Command(
      name = "create",
      description =
          "Create a site. The policy its geo is registered with protects it ('ck registration'),"
              + " else the provider-managed one.")
  void create(
      @Parameters(paramLabel = "NAME", description = "For example an address.") String name,
      @Option(names = "--id", paramLabel = "UUID", description = "Default: a random one.")
          @Nullable String id,
      @Option(
              names = "--kind",
              paramLabel = "KIND",
              defaultValue = "site",
              description = "site, onedrive or teams (default: ${DEFAULT-VALUE}).")
          String kind,
      @Option(
              names = "--geo",
              paramLabel = "GEO",
              description = "One of the tenant's (default: its home geo); for good.")
          @Nullable String geo) {
    SiteId site = new SiteId(Ids.orRandom(Optional.ofNullable(id), context.random()));
    try (Session session = context.session()) {
      TenantId tenant = session.tenant();
      ObjectNode body = Json.object().put("name", name).put("kind", Query.word(kind));
      if (geo != null) {
        body.put("geo", Query.word(geo));
      }
      String path = path(tenant) + "/" + site;
      context.out().object(session.admin(tenant).send("PUT", path, body).body());
    }
  }

  @Command(name = "list", description = "List sites and how far each follows its assignment.")
  void list(
      @Option(names = "--geo", paramLabel = "GEO", description = "Only those of this geo.")
          @Nullable String geo,
      @Option(names = "--policy", paramLabel = "POLICY", description = "Only those assigned to it.")
          @Nullable String policy,
      @Option(names = "--state", paramLabel = "STATE", description = "Only PENDING or APPLIED.")
          @Nullable String state,
      @Option(names = "--name", paramLabel = "TEXT", description = "Only names with this in them.")
          @Nullable String name) {
    context.list(
        (session, tenant) ->
            new Query(path(tenant))
                .withWord("geo", geo)
                .with("policy", policy == null ? null : session.policy(tenant, policy))
                .withWord("state", state)
                .with("name", name)
                .text(),
        Column.of("ID", "/id"),
        Column.of("NAME", "/name"),
        Column.of("KIND", "/kind"),
        Column.of("GEO", "/geo"),
        Column.of("POLICY", "/assignment/policyId"),
        Column.of("STATE", "/assignment/state"));
  }

  @Command(
      name = "show",
      description = "Show a site, its assignment, and its statistics: what really protects it.")
  void show(@Parameters(paramLabel = "SITE", description = "Id or name.") String text) {
    try (Session session = context.session()) {
      TenantId tenant = session.tenant();
      String site = session.site(tenant, text);
      ObjectNode shown = Json.object();
      shown.setAll((ObjectNode) session.admin(tenant).get(path(tenant) + "/" + site));
      try (var client = session.siteStatistics(tenant)) {
        shown.set("statistics", StatisticsJson.of(client.statistics(SiteId.parse(site)), "files"));
      }
      context.out().object(shown);
    }
  }

  @Command(name = "rename", description = "Give a site another name; no content is touched.")
  void rename(
      @Parameters(paramLabel = "SITE", description = "Id or name.") String text,
      @Parameters(paramLabel = "NEW", description = "The new name.") String name) {
    try (Session session = context.session()) {
      TenantId tenant = session.tenant();
      String path = path(tenant) + "/" + session.site(tenant, text);
      ObjectNode body = Json.object().put("name", name);
      context.out().object(session.admin(tenant).send("PATCH", path, body).body());
    }
  }

  private static String path(TenantId tenant) {
    return "/tenants/" + tenant + "/sites";
  }
}
