package io.customerkey.cli.command;

import com.fasterxml.jackson.databind.JsonNode;
import io.customerkey.cli.failure.CkException;
import io.customerkey.cli.failure.ExitCode;
import io.customerkey.cli.output.Column;
import io.customerkey.cli.output.Json;
import io.customerkey.cli.output.Output;
import java.util.Map;
import java.util.Set;

/** A report of checks, always printed whole. */
final class ValidationReport {
  private static final Set<String> GOOD = Set.of("PASSED", "DECLARED");

  private ValidationReport() {}

  /**
   * Prints one of earlier.
   *
   * @param report with {@code checks}
   */
  static void show(Output out, JsonNode report) {
    out.report(
        report,
        report.path("checks"),
        Column.of("CHECK", "/id"),
        Column.of("KEY", "/slot"),
        Column.of("RESULT", "/result"),
        Column.of("OBSERVED", "/observed"),
        Column.of("WHAT TO DO", "/advice"));
  }

  /**
   * Prints it.
   *
   * @param report with {@code checks}
   * @throws CkException REFUSED when a check did not pass
   */
  static void print(Output out, JsonNode report) {
    show(out, report);
    int bad = 0;
    for (JsonNode check : report.path("checks")) {
      bad += GOOD.contains(Json.text(check, "/result")) ? 0 : 1;
    }
    if (bad > 0) {
      throw new CkException(
          ExitCode.REFUSED,
          "NOT_VALIDATED",
          bad + " of " + report.path("checks").size() + " checks did not pass",
          "Do what the report says, then validate again.",
          Map.of());
    }
    out.progress("All " + report.path("checks").size() + " checks passed or are declared.");
  }
}
