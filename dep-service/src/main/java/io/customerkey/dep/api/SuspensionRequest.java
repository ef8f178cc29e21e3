package io.customerkey.dep.api;

import io.customerkey.dep.policy.Suspension;
import io.customerkey.protocol.failure.CustomerKeyException;
import java.time.Duration;
import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** For how long a policy is suspended. */
@Schema(name = "SuspensionRequest", examples = "{\"forSeconds\":900}")
record SuspensionRequest(
    @Schema(minimum = "1", maximum = "2592000", defaultValue = "900") @Nullable Long forSeconds,
    @Schema(description = "Instead of a time", defaultValue = "false")
        @Nullable Boolean untilResumed,
    @Schema(
            minimum = "1",
            maximum = "30000",
            defaultValue = "5000",
            description = "How long to wait for acknowledgements")
        @Nullable Long waitMillis) {
  static Suspension suspension(@Nullable SuspensionRequest body, Instant now) {
    boolean untilResumed = body != null && Boolean.TRUE.equals(body.untilResumed);
    Long seconds = body == null ? null : body.forSeconds;
    if (untilResumed) {
      if (seconds != null) {
        throw CustomerKeyException.invalid("forSeconds", "is given, or untilResumed, not both");
      }
      return Suspension.UNTIL_RESUMED;
    }
    return Suspension.of(seconds == null ? Suspension.DEFAULT : Duration.ofSeconds(seconds), now);
  }

  static Duration wait(@Nullable SuspensionRequest body) {
    return DropRequest.wait(body == null ? null : new DropRequest(body.waitMillis));
  }
}
