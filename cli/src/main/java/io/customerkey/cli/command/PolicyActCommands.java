package io.customerkey.cli.command;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.customerkey.cli.output.Json;
import io.customerkey.crypto.id.TenantId;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/**
 * The part of {@code ck policy} that acts on a policy's keys at once, or foresees what would be.
 */
abstract class PolicyActCommands {
  private final Context context;

  PolicyActCommands(Context context) {
    this.context = context;
  }

  @Command(
      name = "drop-caches",
      description = "Drop the policy's cached keys in every service; the next use asks the vaults.")
  void dropCaches(
      @Parameters(paramLabel = "POLICY", description = "Id or name.") String text,
      @Option(
              names = "--wait",
              paramLabel = "DURATION",
              description =
                  "How long to wait for acknowledgements, such as 10s, at most 30s (default: 5s).")
          @Nullable String wait) {
    post(text, "/drop-caches", withWait(Json.object(), wait));
  }

  @Command(
      name = "check-now",
      description = {
        "Ask both customer keys now, and every 3 seconds until a denial is confirmed or cleared.",
        "Answers what was found with the evidence: OPEN, SUSPECT, DENIED, BRAKED or UNREACHABLE."
      })
  void checkNow(
      @Parameters(paramLabel = "POLICY", description = "Id or name.") String text,
      @Option(
              names = "--wait",
              paramLabel = "DURATION",
              description = "How long to wait for it, such as 20s, at most 30s (default: 20s).")
          @Nullable String wait) {
    post(text, "/check-now", withWait(Json.object(), wait));
  }

  @Command(
      name = "suspend",
      description = {
        "The kill switch: drop the policy's keys everywhere and refuse every use of them for a time.",
        "A suspension that ends later than the one asked for stays as it is."
      })
  void suspend(
      @Parameters(paramLabel = "POLICY", description = "Id or name.") String text,
      @Option(
              names = "--for",
              paramLabel = "DURATION",
              description = "Such as 90s, 15m, 12h or 7d, 1s to 30d (default: 15m).")
          @Nullable String span,
      @Option(names = "--until-resumed", description = "Without an end of its own.")
          boolean untilResumed,
      @Option(
              names = "--wait",
              paramLabel = "DURATION",
              description =
                  "How long to wait for acknowledgements, such as 10s, at most 30s (default: 5s).")
          @Nullable String wait) {
    ObjectNode body = Json.object();
    if (span != null) {
      body.put("forSeconds", Spans.seconds("--for", span));
    }
    if (untilResumed) {
      body.put("untilResumed", true);
    }
    post(text, "/suspend", withWait(body, wait));
  }

  @Command(
      name = "resume",
      description = "Turn the kill switch off; the next use of each key asks the vaults.")
  void resume(@Parameters(paramLabel = "POLICY", description = "Id or name.") String text) {
    post(text, "/resume", Json.object());
  }

  @Command(
      name = "simulate",
      description =
          "Say what an act on the policy's customer keys would do: what goes dark and when, what"
              + " would wait, what the availability key would serve. Nothing is done.")
  void simulate(
      @Parameters(
              paramLabel = "ACT",
              description =
                  "revoke (take the permission away in the vaults), disable-version (of its keys),"
                      + " roll.")
          String act,
      @Parameters(paramLabel = "POLICY", description = "Id or name.") String text,
      @Option(
              names = "--slot",
              paramLabel = "SLOT",
              description = "1 or 2: only that key or vault (default: both).")
          @Nullable String slot) {
    try (Session session = context.session()) {
      TenantId tenant = session.tenant();
      String path = session.policyPath(tenant, text) + "/simulation";
      JsonNode foreseen =
          session.admin(tenant).get(new Query(path).withWord("act", act).with("slot", slot).text());
      Foreseen.print(context.out(), foreseen);
    }
  }

  private void post(String text, String act, ObjectNode body) {
    try (Session session = context.session()) {
      TenantId tenant = session.tenant();
      String path = session.policyPath(tenant, text) + act;
      context.out().object(session.admin(tenant).send("POST", path, body).body());
    }
  }

  private static ObjectNode withWait(ObjectNode body, @Nullable String wait) {
    return wait == null ? body : body.put("waitMillis", Spans.parse("--wait", wait).toMillis());
  }
}
