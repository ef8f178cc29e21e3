package io.customerkey.cli.command;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import io.customerkey.cli.output.Column;
import io.customerkey.cli.output.Json;
import io.customerkey.crypto.id.TenantId;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** What is under tenant keys, and what is not. */
@Command(
    name = "coverage",
    description =
        "Show field by field what is under tenant keys, under which, and what is in the clear and why.")
final class CoverageCommand implements Runnable {
  private final Context context;

  @Option(
      names = "--encrypted",
      description = "Only what is under a tenant's keys or the HSM's; not what is in the clear.")
  private boolean encrypted;

  CoverageCommand(Context context) {
    this.context = context;
  }

  @Override
  public void run() {
    try (Session session = context.session()) {
      TenantId tenant = session.tenant();
      JsonNode coverage = session.admin(tenant).get("/coverage");
      if (context.out().json()) {
        context.out().object(coverage);
        return;
      }
      context
          .out()
          .list(
              rows(coverage, encrypted),
              Column.of("WHERE", "/where"),
              Column.of("PROTECTION", "/protection"),
              Column.of("KEY", "/key"),
              Column.of("WHY", "/why"));
    }
  }

  /** One row for each column of each table, each topic's and each store's field. */
  static ArrayNode rows(JsonNode coverage, boolean encrypted) {
    ArrayNode all = Json.array();
    JsonNode reasons = coverage.path("reasons");
    for (JsonNode database : coverage.path("databases")) {
      for (JsonNode table : database.path("tables")) {
        String name = Json.text(database, "/database") + "." + Json.text(table, "/table");
        fields(all, name + ".", table.path("columns"), reasons);
      }
    }
    for (JsonNode topic : coverage.path("topics")) {
      carried(all, "topic " + Json.text(topic, "/topic"), topic, reasons);
    }
    for (JsonNode store : coverage.path("stores")) {
      fields(all, Json.text(store, "/store") + ": ", store.path("fields"), reasons);
    }
    for (JsonNode log : coverage.path("logs")) {
      carried(all, "logs of " + Json.text(log, "/service"), log, reasons);
    }
    ArrayNode shown = Json.array();
    all.forEach(row -> {
      if (!encrypted || !Json.text(row, "/protection").equals("CLEAR")) {
        shown.add(row);
      }
    });
    return shown;
  }

  private static void fields(ArrayNode rows, String prefix, JsonNode fields, JsonNode reasons) {
    for (Map.Entry<String, JsonNode> field : fields.properties()) {
      add(rows, prefix + field.getKey(), reasons.path(field.getValue().asText()));
    }
  }

  private static void carried(ArrayNode rows, String name, JsonNode what, JsonNode reasons) {
    for (JsonNode reason : what.path("carries")) {
      add(rows, name + ": " + reason.asText(), reasons.path(reason.asText()));
    }
  }

  private static void add(ArrayNode rows, String where, JsonNode reason) {
    rows.add(
        Json.object()
            .put("where", where)
            .put("protection", Json.text(reason, "/protection"))
            .put("key", Json.text(reason, "/key"))
            .put("why", Json.text(reason, "/why")));
  }
}
