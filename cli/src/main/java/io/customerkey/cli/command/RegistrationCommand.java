package io.customerkey.cli.command;

import io.customerkey.cli.output.Column;
import io.customerkey.cli.output.Json;
import io.customerkey.crypto.id.TenantId;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Which policy protects the sites of each geo, for the tenant's admin. */
@Command(
    name = "registration",
    description = "Which policy protects the sites of each of the tenant's geos.")
final class RegistrationCommand {
  private final Context context;

  RegistrationCommand(Context context) {
    this.context = context;
  }

  @Command(
      name = "set",
      description = {
        "Register a geo with a policy: all of its sites follow, also those that come later.",
        "Another policy for a registered geo is a roll; the files stay readable all the while."
      })
  void set(
      @Parameters(paramLabel = "GEO", description = "For example NAM.") String geo,
      @Option(
              names = "--policy",
              paramLabel = "POLICY",
              required = true,
              description = "Id or name; its workload is SHAREPOINT.")
          String policy) {
    try (Session session = context.session()) {
      TenantId tenant = session.tenant();
      String body = session.policy(tenant, policy);
      context
          .out()
          .object(
              session
                  .admin(tenant)
                  .send("PUT", path(tenant, geo), Json.object().put("policyId", body))
                  .body());
    }
  }

  @Command(name = "list", description = "List the tenant's geos and how far each is.")
  void list() {
    try (Session session = context.session()) {
      TenantId tenant = session.tenant();
      context
          .out()
          .list(
              session.admin(tenant).get("/tenants/" + tenant + "/registrations").path("items"),
              Column.of("GEO", "/geo"),
              Column.of("STATE", "/state"),
              Column.of("POLICY", "/policyId"),
              Column.of("SITES", "/sites/total"),
              Column.of("APPLIED", "/sites/applied"),
              Column.of("PERCENT", "/percent"));
    }
  }

  @Command(name = "show", description = "Show how far a geo is.")
  void show(@Parameters(paramLabel = "GEO", description = "For example NAM.") String geo) {
    try (Session session = context.session()) {
      TenantId tenant = session.tenant();
      context.out().object(session.admin(tenant).get(path(tenant, geo)));
    }
  }

  @Command(
      name = "clear",
      description = "Return a geo to the provider-managed policy; its sites follow.")
  void clear(@Parameters(paramLabel = "GEO", description = "For example NAM.") String geo) {
    try (Session session = context.session()) {
      TenantId tenant = session.tenant();
      context.out().object(session.admin(tenant).send("DELETE", path(tenant, geo)).body());
    }
  }

  private static String path(TenantId tenant, String geo) {
    return "/tenants/" + tenant + "/registrations/" + Session.encoded(Query.word(geo));
  }
}
