package io.customerkey.cli.command;

import com.fasterxml.jackson.databind.JsonNode;
import io.customerkey.cli.output.Column;
import io.customerkey.cli.output.Json;
import io.customerkey.cli.output.Output;

/** A dry run, told to people. */
final class Foreseen {
  private Foreseen() {}

  static void print(Output out, JsonNode foreseen) {
    out.report(
        foreseen,
        foreseen.path("policies"),
        Column.of("POLICY", "/name"),
        Column.of("WORKLOAD", "/workload"),
        Column.of("FATE", "/fate"),
        Column.of("KEYS", "/slots"),
        Column.of("MAILBOXES", "/mailboxes"),
        Column.of("SITES", "/sites"),
        Column.of("AVAILABILITY KEY SERVES", "/availabilityKeyServes"));
    out.progress(
        "Dark: "
            + Json.text(foreseen, "/dark/policies")
            + " policies, "
            + Json.text(foreseen, "/dark/mailboxes")
            + " mailboxes, "
            + Json.text(foreseen, "/dark/sites")
            + " sites"
            + within(foreseen)
            + ". Waiting: "
            + Json.text(foreseen, "/stalled/leaving")
            + " on their way out, "
            + Json.text(foreseen, "/stalled/arriving")
            + " on their way in, "
            + Json.text(foreseen, "/stalled/bulkJobs")
            + " bulk assignments. Nothing was done.");
  }

  private static String within(JsonNode foreseen) {
    JsonNode bound = foreseen.at("/when/darkBoundMillis");
    return bound.isMissingNode()
        ? ""
        : ", within "
            + bound.asLong() / 1000
            + " s of the vaults' first refusal (every lease given so far ends by "
            + Json.text(foreseen, "/when/leasesEnd")
            + ")";
  }
}
