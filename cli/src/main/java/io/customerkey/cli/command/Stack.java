package io.customerkey.cli.command;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.customerkey.cli.failure.CkException;
import io.customerkey.cli.output.Column;
import io.customerkey.cli.output.Json;
import io.customerkey.cli.output.Output;
import io.customerkey.cli.stack.StackAdmin;
import io.customerkey.cli.stack.StackFolder;
import io.customerkey.cli.stack.StackLauncher;
import io.customerkey.cli.stack.StackState;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The local stack: {@code up}, {@code down}, {@code status}. */
final class Stack {
  private static final int MOST_INSTANCES = 3;

  private final Context context;

  Stack(Context context) {
    this.context = context;
  }

  void up(int instances) throws IOException {
    if (instances < 1 || instances > MOST_INSTANCES) {
      throw CkException.usage("--instances is from 1 to " + MOST_INSTANCES);
    }
    StackFolder folder = context.folder();
    Output out = context.out();
    StackState running = folder.state().filter(StackState::isAlive).orElse(null);
    if (running != null && running.is("RUNNING")) {
      out.progress("The stack is running already.");
      show(folder, running.tree());
      return;
    }
    if (running != null) {
      throw CkException.local(
          "a stack is "
              + Json.text(running.tree(), "/state").toLowerCase(Locale.ROOT)
              + " on "
              + folder.root(),
          "Look again in a moment: 'ck status'.");
    }
    Clock clock = context.environment().clock();
    Instant started = clock.instant();
    out.progress(
        "Starting PostgreSQL, Kafka, the vault emulator and five services on " + folder.root());
    StackState state =
        new StackLauncher(context.environment().home(), folder, clock)
            .instances(instances)
            .start(out::progress);
    long millis = Duration.between(started, clock.instant()).toMillis();
    out.progress(String.format(Locale.ROOT, "Ready after %.1f s.", millis / 1000.0));
    show(folder, state.tree());
  }

  void down() {
    StackFolder folder = context.folder();
    boolean stopped =
        new StackLauncher(context.environment().home(), folder, context.environment().clock())
            .stop();
    context
        .out()
        .done(
            stopped ? "The stack is stopped." : "No stack was running on " + folder.root(),
            Json.object().put("stopped", stopped).put("data", folder.root().toString()));
  }

  void status() {
    StackFolder folder = context.folder();
    try (StackAdmin admin = new StackAdmin(folder)) {
      show(folder, admin.api().get("/v1/status"));
    }
  }

  private void show(StackFolder folder, JsonNode status) {
    Output out = context.out();
    if (out.json()) {
      ObjectNode whole = Json.object();
      whole.setAll((ObjectNode) status);
      whole.put("secrets", folder.secrets().toString());
      whole.set("unsafeVaultHosts", Json.array(hosts(status, "vaultPorts")));
      whole.set("unsafeWebhookHosts", Json.array(hosts(status, "webhookPorts")));
      out.object(whole);
      return;
    }
    out.list(
        listeners(status),
        Column.of("WHAT", "/what"),
        Column.of("STATE", "/state"),
        Column.of("ADDRESS", "/address"));
    out.progress(
        "Data: " + folder.root() + "   logs: " + folder.logs() + "   secrets: " + folder.secrets());
    List<String> hosts = hosts(status, "vaultPorts");
    if (!hosts.isEmpty()) {
      out.progress(
          "Vault hosts accepted although they are not Azure's: "
              + hosts.getFirst()
              + " and "
              + (hosts.size() - 1)
              + " more up to "
              + hosts.getLast());
    }
    List<String> webhooks = hosts(status, "webhookPorts");
    if (!webhooks.isEmpty()) {
      out.progress(
          "Webhook hosts accepted although they are not public: " + String.join(", ", webhooks));
    }
  }

  private static List<String> hosts(JsonNode status, String ports) {
    List<String> hosts = new ArrayList<>();
    status.path(ports).forEach(port -> hosts.add("localhost:" + port.asInt()));
    return hosts;
  }

  private static ArrayNode listeners(JsonNode status) {
    ArrayNode rows = Json.array();
    String state = Json.text(status, "/state");
    add(
        rows,
        "stack (process " + Json.text(status, "/pid") + ")",
        state,
        Json.text(status, "/admin/url"));
    String postgres =
        Json.text(status, "/postgres/host") + ":" + Json.text(status, "/postgres/port");
    add(rows, "PostgreSQL", "", postgres);
    add(rows, "Kafka", "", Json.text(status, "/kafka/bootstrap"));
    add(rows, "token endpoint of all directories", "", Json.text(status, "/login/url"));
    for (JsonNode service : status.path("services")) {
      String name = Json.text(service, "/name");
      List<String> addresses = new ArrayList<>();
      for (String kind : List.of("rest", "grpc", "health")) {
        if (service.has(kind)) {
          addresses.add(kind + " " + service.get(kind).asText());
        }
      }
      add(rows, name, Json.text(service, "/state"), String.join("  ", addresses));
    }
    return rows;
  }

  private static void add(ArrayNode rows, String what, String state, String address) {
    rows.add(Json.object().put("what", what).put("state", state).put("address", address));
  }
}
