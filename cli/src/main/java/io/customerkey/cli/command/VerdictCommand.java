package io.customerkey.cli.command;

import io.customerkey.crypto.id.TenantId;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Why customer keys could not be used. */
@Command(name = "verdict", description = "Why customer keys could not be used.")
final class VerdictCommand {
  private final Context context;

  VerdictCommand(Context context) {
    this.context = context;
  }

  @Command(
      name = "show",
      description =
          "Show both vaults' evidence, what was decided, by which rule; also of a change of state.")
  void show(@Parameters(paramLabel = "VERDICT", description = "Id.") String text) {
    try (Session session = context.session()) {
      TenantId tenant = session.tenant();
      String path = "/tenants/" + tenant + "/verdicts/" + Ids.parse(text);
      context.out().object(session.admin(tenant).get(path));
    }
  }
}
