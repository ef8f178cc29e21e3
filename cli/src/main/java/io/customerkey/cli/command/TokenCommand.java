package io.customerkey.cli.command;

import com.fasterxml.jackson.databind.JsonNode;
import io.customerkey.cli.access.Who;
import io.customerkey.cli.failure.CkException;
import io.customerkey.cli.output.Json;
import io.customerkey.cli.stack.StackAdmin;
import io.customerkey.protocol.common.v1.Purpose;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
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
      description = "Of a workload: ${COMPLETION-CANDIDATES}.",
      completionCandidates = Purposes.class)
  private List<String> purposes = List.of();

  TokenCommand(Context context) {
    this.context = context;
  }

  /** As tokens name them. */
  static final class Purposes implements Iterable<String> {
    @Override
    public Iterator<String> iterator() {
      return Arrays.stream(Purpose.values())
          .filter(each -> each != Purpose.UNRECOGNIZED && each != Purpose.PURPOSE_UNSPECIFIED)
          .map(each -> each.name().substring("PURPOSE_".length()))
          .iterator();
    }
  }

  private static void requireKnown(List<String> asked) {
    List<String> known = new ArrayList<>();
    new Purposes().forEach(known::add);
    for (String each : asked) {
      if (!known.contains(each)) {
        throw CkException.usage("--purpose is some of " + String.join(", ", known));
      }
    }
  }

  @Override
  public void run() {
    requireKnown(purposes);
    try (Session session = context.session();
        StackAdmin admin = context.admin()) {
      String tenant =
          roles.contains("provider-operator") ? "provider" : session.tenant().toString();
      JsonNode token = admin.token(subject, new Who(tenant, roles, purposes));
      context.out().done(Json.text(token, "/token"), token);
    }
  }
}
