package io.customerkey.localstack.vault;

import io.vertx.core.json.JsonObject;
import java.util.Map;
import java.util.Optional;

/** How the emulator ends a request. */
sealed interface Outcome {
  /**
   * An answer.
   *
   * @param body none for 204
   */
  record Reply(int status, Optional<JsonObject> body, Map<String, String> headers)
      implements Outcome {
    static Reply ok(JsonObject body) {
      return new Reply(200, Optional.of(body), Map.of());
    }

    static Reply of(Refusal refusal) {
      Map<String, String> headers =
          refusal.retryAfterSeconds().isPresent()
              ? Map.of("Retry-After", Integer.toString(refusal.retryAfterSeconds().getAsInt()))
              : Map.of();
      return new Reply(refusal.status(), Optional.of(refusal.body()), headers);
    }
  }

  /** No answer, ever. */
  record Silence() implements Outcome {}

  /** The connection is reset. */
  record Reset() implements Outcome {}

  /** What counters call it. */
  default String label() {
    return switch (this) {
      case Reply reply -> Integer.toString(reply.status());
      case Silence ignored -> "stall";
      case Reset ignored -> "reset";
    };
  }
}
