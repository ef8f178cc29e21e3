package io.customerkey.cli.command;

import io.customerkey.cli.output.Column;
import io.customerkey.cli.output.Json;
import java.util.Locale;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** The brake, for the provider's operator. */
@Command(
    name = "brake",
    description = {
      "Denials that wait because many unrelated tenants are denied by the same cause.",
      "Only their automatic drops wait: ck policy suspend works at once."
    })
final class BrakeCommand {
  private static final String CAUSE =
      "key_disabled, permission_removed, network_rule, forbidden, key_deleted, vault_moved or consent_removed.";

  private final Context context;

  BrakeCommand(Context context) {
    this.context = context;
  }

  @Command(name = "show", description = "Show the brakes that were ever on.")
  void show() {
    try (Session session = context.session()) {
      context
          .out()
          .list(
              session.operator().get("/brakes"),
              Column.of("CAUSE", "/cause"),
              Column.of("ON", "/on"),
              Column.of("SINCE", "/engaged"),
              Column.of("TENANTS", "/tenants"),
              Column.of("HELD POLICIES", "/heldPolicies"),
              Column.of("UNTIL", "/until"),
              Column.of("RULING", "/ruling"),
              Column.of("BY", "/ruledBy"),
              Column.of("OFF UNTIL", "/ruledUntil"));
    }
  }

  @Command(
      name = "confirm",
      description = "Rule that the denials are the tenants' wish: what is held is dropped at once.")
  void confirm(@Parameters(paramLabel = "CAUSE", description = CAUSE) String cause) {
    rule(cause, "confirm");
  }

  @Command(name = "release", description = "Lift the brake: what it held has to be confirmed anew.")
  void release(@Parameters(paramLabel = "CAUSE", description = CAUSE) String cause) {
    rule(cause, "release");
  }

  private void rule(String cause, String act) {
    try (Session session = context.session()) {
      String named = Session.encoded(Query.word(cause).toLowerCase(Locale.ROOT));
      String path = "/brakes/" + named + "/" + act;
      context.out().object(session.operator().send("POST", path, Json.object()).body());
    }
  }
}
