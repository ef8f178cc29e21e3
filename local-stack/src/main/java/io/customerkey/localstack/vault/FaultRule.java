package io.customerkey.localstack.vault;

import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.UUID;

/**
 * A fault and when it applies.
 *
 * @param id to clear it alone
 * @param operation only for this operation
 * @param directory only for logins to this directory
 * @param count how many more requests it answers
 * @param share of the requests that it answers; all when empty
 * @param json as it was asked for
 */
record FaultRule(
    String id,
    Fault fault,
    Optional<Operation> operation,
    Optional<String> directory,
    OptionalInt count,
    Optional<Share> share,
    JsonObject json) {
  private static final String FIREWALL =
      """
      Client address is not authorized and caller is not a trusted service.\r
      Client address: 127.0.0.1\r
      """;
  private static final int LONGEST_MILLIS = 600_000;

  /**
   * Reads the admin API's form.
   *
   * @throws IllegalArgumentException naming what is wrong
   */
  static FaultRule parse(String id, JsonObject json) {
    String kind = json.getString("kind", "");
    Fault fault =
        switch (kind) {
          case "latency" -> new Fault.Latency(Duration.ofMillis(number(json, "millis", -1)));
          case "stall" -> new Fault.Stall();
          case "reset" -> new Fault.Reset();
          case "closed-port" -> new Fault.ClosedPort();
          case "answer" -> new Fault.Answer(answer(json));
          case "throttled" ->
              new Fault.Answer(Refusal.throttled(number(json, "retryAfterSeconds", 1)));
          case "firewall" -> new Fault.Answer(Refusal.forbidden("ForbiddenByFirewall", FIREWALL));
          case "aadsts" -> new Fault.Aadsts(number(json, "number", -1));
          case "slow-delete" -> new Fault.SlowDelete(Duration.ofMillis(number(json, "millis", -1)));
          case "moved" -> new Fault.Moved(directory(json.getString("directory", "")));
          default -> throw new IllegalArgumentException("kind: unknown '" + kind + "'");
        };
    Optional<String> directory =
        fault instanceof Fault.Moved
            ? Optional.empty()
            : Optional.ofNullable(json.getString("directory")).map(FaultRule::directory);
    Optional<Share> share = Share.parse(json);
    if (share.isPresent() && fault.isState()) {
      throw new IllegalArgumentException("percent: not with '" + kind + "', which is no answer");
    }
    JsonObject shown = json.copy().put("id", id);
    share.ifPresent(part -> shown.put("seed", part.seed()));
    return new FaultRule(
        id,
        fault,
        Optional.ofNullable(json.getString("operation")).map(Operation::of),
        directory,
        json.containsKey("count") ? OptionalInt.of(number(json, "count", 1)) : OptionalInt.empty(),
        share,
        shown);
  }

  /** Whether this request is of the share that it answers; asked once for each that fits. */
  boolean hits() {
    return share.map(Share::next).orElse(true);
  }

  boolean fits(Operation wanted, String wantedDirectory) {
    return !fault.isState()
        && operation.map(wanted::equals).orElse(true)
        && directory.map(wantedDirectory::equals).orElse(true);
  }

  FaultRule once() {
    OptionalInt left = count.isPresent() ? OptionalInt.of(count.getAsInt() - 1) : count;
    JsonObject shown = json.copy();
    left.ifPresent(n -> shown.put("count", n));
    return new FaultRule(id, fault, operation, directory, left, share, shown);
  }

  boolean spent() {
    return count.isPresent() && count.getAsInt() <= 0;
  }

  private static Refusal answer(JsonObject json) {
    int status = number(json, "status", -1);
    if (status < 100 || status > 599) {
      throw new IllegalArgumentException("status: 100 to 599");
    }
    return new Refusal(
        status,
        json.getString("code", "InternalError"),
        Optional.ofNullable(json.getString("innerError")),
        json.getString("message", "A fault was asked for."),
        json.containsKey("retryAfterSeconds")
            ? OptionalInt.of(number(json, "retryAfterSeconds", 1))
            : OptionalInt.empty());
  }

  private static int number(JsonObject json, String field, int otherwise) {
    Integer value = json.getInteger(field, otherwise);
    boolean mayBeLarge = field.equals("number");
    if (value == null || value < 0 || (!mayBeLarge && value > LONGEST_MILLIS)) {
      throw new IllegalArgumentException(field + ": a number from 0 to " + LONGEST_MILLIS);
    }
    return value;
  }

  private static String directory(String text) {
    return UUID.fromString(text).toString();
  }
}
