package io.customerkey.cli.command;

import com.fasterxml.jackson.databind.JsonNode;
import io.customerkey.cli.output.Column;
import io.customerkey.cli.output.Json;
import io.customerkey.crypto.id.TenantId;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Who may approve for a tenant what cannot be taken back. */
@Command(
    name = "approver",
    description = "Who may approve for the tenant what cannot be taken back: at least two.")
final class ApproverCommand {
  private final Context context;

  ApproverCommand(Context context) {
    this.context = context;
  }

  @Command(name = "add", description = "Enrol approvers.")
  void add(
      @Parameters(
              paramLabel = "SUBJECT",
              arity = "1..*",
              description = "The 'sub' of their tokens, 1 to 256 characters.")
          List<String> subjects) {
    try (Session session = context.session()) {
      TenantId tenant = session.tenant();
      for (String subject : subjects) {
        session.admin(tenant).send("POST", path(tenant), Json.object().put("subject", subject));
      }
      show(session, tenant);
    }
  }

  @Command(name = "list", description = "List the tenant's approvers.")
  void list() {
    try (Session session = context.session()) {
      show(session, session.tenant());
    }
  }

  @Command(name = "remove", description = "Remove an approver.")
  void remove(
      @Parameters(paramLabel = "SUBJECT", description = "As it was added.") String subject) {
    try (Session session = context.session()) {
      TenantId tenant = session.tenant();
      session.admin(tenant).send("DELETE", new Query(path(tenant)).with("subject", subject).text());
      show(session, tenant);
    }
  }

  private void show(Session session, TenantId tenant) {
    JsonNode approvers = session.admin(tenant).get(path(tenant)).path("items");
    context
        .out()
        .list(
            approvers,
            Column.of("SUBJECT", "/subject"),
            Column.of("ADDED", "/added"),
            Column.of("BY", "/addedBy"));
  }

  private static String path(TenantId tenant) {
    return "/tenants/" + tenant + "/approvers";
  }
}
