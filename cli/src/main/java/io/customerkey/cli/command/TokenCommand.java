package io.customerkey.cli.command;

import com.fasterxml.jackson.databind.JsonNode;
import io.customerkey.cli.access.Who;
import io.customerkey.cli.output.Json;
import io.customerkey.cli.stack.StackAdmin;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Mints tokens with the local stack's issuer. */
@Command(
    name = "token",
    description = "Mint a token with the local stack's issuer and print it; it lives for an hour.")
final class TokenCommand implements Runnable {
  private final Context context;

  @Option(
      names = "--subject",
      paramLabel = "NAME",
      defaultValue = "ck",
      description = "Who it is for (default: ${DEFAULT-VALUE}).")
  private String subject = "ck";

  @Option(
      names = "--role",
      paramLabel = "ROLE",
      split = ",",
      required = true,
      description = "tenant-key-admin, approver, auditor, provider-operator, workload.")
  private List<String> roles = List.of();

  @Option(
      names = "--purpose",
      paramLabel = "PURPOSE",
      split = ",",
      description = "Of a workload: USER_READ, USER_WRITE, SEARCH_INDEX, …")
  private List<String> purposes = List.of();

  TokenCommand(Context context) {
    this.context = context;
  }

  @Override
  public void run() {
    try (Session session = context.session();
        StackAdmin admin = context.admin()) {
      String tenant =
          roles.contains("provider-operator") ? "provider" : session.tenant().toString();
      JsonNode token = admin.token(subject, new Who(tenant, roles, purposes));
      context.out().done(Json.text(token, "/token"), token);
    }
  }
}
