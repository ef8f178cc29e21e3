package io.customerkey.cli.command;

import com.fasterxml.jackson.databind.JsonNode;
import io.customerkey.cli.access.JsonHttp;
import io.customerkey.cli.failure.Advice;
import io.customerkey.cli.failure.CkException;
import io.customerkey.cli.failure.ExitCode;
import io.customerkey.cli.output.Json;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;

/** Creates a policy and waits until it can be used. */
final class Creation {
  private final JsonHttp api;
  private final Clock clock;
  private final Duration patience;

  Creation(JsonHttp api, Clock clock, Duration patience) {
    this.api = api;
    this.clock = clock;
    this.patience = patience;
  }

  /**
   * The policy, ACTIVE.
   *
   * @param path of the policy
   * @param body the request
   * @param progress hears of each step that takes its time
   * @throws CkException UNAVAILABLE when it is not ACTIVE in time: it goes on without us
   */
  JsonNode run(String path, JsonNode body, Consumer<String> progress) {
    JsonNode answer = api.send("PUT", path, body).body();
    Waiting waiting = new Waiting(clock, patience);
    String told = "";
    while (is(answer, "CREATING") && waiting.again()) {
      String now = "still creating: " + Json.text(answer, "/creation/step");
      if (!now.equals(told)) {
        progress.accept(now);
        told = now;
      }
      answer = asked(path, answer);
    }
    if (!is(answer, "ACTIVE")) {
      throw notActive(answer);
    }
    return answer;
  }

  /** A creation that was refused for good leaves nothing: then the last error says why. */
  private JsonNode asked(String path, JsonNode before) {
    try {
      return api.get(path);
    } catch (CkException e) {
      if (!e.reason().equals("NOT_FOUND") || !before.at("/creation/lastError").isObject()) {
        throw e;
      }
      String reason = Json.text(before, "/creation/lastError/reason");
      throw new CkException(
          ExitCode.REFUSED,
          reason,
          "the creation was refused: " + Json.text(before, "/creation/lastError/detail"),
          Advice.of(reason),
          Map.of());
    }
  }

  private static CkException notActive(JsonNode answer) {
    Map<String, String> details = new TreeMap<>();
    details.put("policy", Json.text(answer, "/id"));
    details.put("state", Json.text(answer, "/state"));
    for (String name : new String[] {"step", "attempts"}) {
      if (answer.path("creation").has(name)) {
        details.put(name, Json.text(answer, "/creation/" + name));
      }
    }
    String reason = Json.text(answer, "/creation/lastError/reason");
    String detail = Json.text(answer, "/creation/lastError/detail");
    return new CkException(
        ExitCode.UNAVAILABLE,
        reason.isEmpty() ? "POLICY_NOT_ACTIVE" : reason,
        "the policy is not ACTIVE yet" + (detail.isEmpty() ? "" : ": " + detail),
        "The suite goes on creating it: look with 'ck policy show'.",
        details);
  }

  private static boolean is(JsonNode answer, String state) {
    return Json.text(answer, "/state").equals(state);
  }
}
