package io.customerkey.cli.command;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.customerkey.cli.output.Column;
import io.customerkey.cli.output.Json;
import io.customerkey.cli.output.Output;
import io.customerkey.crypto.id.TenantId;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** What customer keys are worth now. */
@Command(
    name = "health",
    description = {
      "Show what a policy's customer keys are worth now: its state and why, what both vaults"
          + " answered last, the keys, and what the calls to the vaults cost this month.",
      "Without POLICY: the states of all policies."
    })
final class PolicyHealthCommand implements Runnable {
  private final Context context;

  @Parameters(
      paramLabel = "POLICY",
      arity = "0..1",
      description = "Id or name; without one, all policies.")
  private @Nullable String policy;

  @Option(
      names = "--workload",
      paramLabel = "WORKLOAD",
      description = "Without POLICY: only exchange or sharepoint.")
  private @Nullable String workload;

  PolicyHealthCommand(Context context) {
    this.context = context;
  }

  @Override
  public void run() {
    if (policy == null) {
      list();
      return;
    }
    try (Session session = context.session()) {
      TenantId tenant = session.tenant();
      show(session.admin(tenant).get(session.policyPath(tenant, policy) + "/health"));
    }
  }

  private void list() {
    context.list(
        (_, tenant) ->
            new Query("/tenants/" + tenant + "/health").withWord("workload", workload).text(),
        Column.of("POLICY", "/policyId"),
        Column.of("NAME", "/name"),
        Column.of("WORKLOAD", "/workload"),
        Column.of("HEALTH", "/health"),
        Column.of("SINCE", "/since"),
        Column.of("UNTIL", "/until"),
        Column.of("DETAIL", "/detail"));
  }

  private void show(JsonNode health) {
    Output out = context.out();
    if (out.json()) {
      out.object(health);
      return;
    }
    ObjectNode summary = ((ObjectNode) health).deepCopy();
    summary.remove("lastAttempts");
    ObjectNode usage = (ObjectNode) summary.remove("usage");
    out.object(summary);
    out.heading("What both vaults answered last:");
    out.list(
        health.path("lastAttempts"),
        Column.of("KEY", "/keyId"),
        Column.of("OUTCOME", "/outcome"),
        Column.of("REASON", "/reason"),
        Column.of("STATUS", "/httpStatus"),
        Column.of("CODE", "/errorCode"),
        Column.of("STARTED", "/started"),
        Column.of("THEIR REQUEST", "/serverRequestId"));
    out.heading(
        "Calls to these vaults in "
            + Json.text(usage, "/month")
            + ": "
            + Json.text(usage, "/totalPrice")
            + " "
            + Json.text(usage, "/currency")
            + " by "
            + Json.text(usage, "/priceList"));
    out.list(
        usage.path("calls"),
        Column.of("KEY", "/keyId"),
        Column.of("BITS", "/bits"),
        Column.of("OPERATION", "/operation"),
        Column.of("CALLS", "/calls"),
        Column.of("PRICE", "/price"));
    out.heading("By day:");
    out.list(
        usage.path("days"),
        Column.of("DAY", "/day"),
        Column.of("CALLS", "/calls"),
        Column.of("PRICE", "/price"));
  }
}
