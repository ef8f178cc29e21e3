package io.customerkey.cli.command;

import com.fasterxml.jackson.databind.JsonNode;
import io.customerkey.crypto.id.TenantId;
import picocli.CommandLine.Command;

/** What is under tenant keys, and what is not. */
@Command(
    name = "coverage",
    description =
        "Show field by field what is under tenant keys, under which, and what is in the clear and why.")
final class CoverageCommand implements Runnable {
  private final Context context;

  CoverageCommand(Context context) {
    this.context = context;
  }

  @Override
  public void run() {
    try (Session session = context.session()) {
      TenantId tenant = session.tenant();
      JsonNode coverage = session.admin(tenant).get("/coverage");
      context.out().object(coverage);
    }
  }
}
