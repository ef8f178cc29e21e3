package io.customerkey.cli.command;

import io.customerkey.cli.output.Column;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Changes of a policy's state. */
@Command(
    name = "history",
    description =
        "List every change of a policy's state, newest first; 'ck verdict show' has the evidence of"
            + " each.")
final class PolicyHistoryCommand implements Runnable {
  private final Context context;

  @Parameters(paramLabel = "POLICY", description = "Id or name.")
  private String policy = "";

  PolicyHistoryCommand(Context context) {
    this.context = context;
  }

  @Override
  public void run() {
    context.list(
        (session, tenant) -> session.policyPath(tenant, policy) + "/health/history",
        Column.of("CHANGED", "/changed"),
        Column.of("FROM", "/from"),
        Column.of("TO", "/to"),
        Column.of("UNTIL", "/until"),
        Column.of("VERDICT", "/verdictId"),
        Column.of("DETAIL", "/detail"));
  }
}
