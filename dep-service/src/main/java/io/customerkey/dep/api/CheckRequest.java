package io.customerkey.dep.api;

import io.customerkey.protocol.failure.CustomerKeyException;
import java.time.Duration;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** How long to wait for what a check finds. */
@Schema(name = "CheckRequest", examples = "{\"waitMillis\":20000}")
record CheckRequest(
    @Schema(minimum = "1", maximum = "30000", defaultValue = "20000")
        @Nullable Integer waitMillis) {
  private static final int DEFAULT = 20_000;
  private static final int LONGEST = 30_000;

  static Duration wait(@Nullable CheckRequest body) {
    int millis = body == null || body.waitMillis == null ? DEFAULT : body.waitMillis;
    if (millis < 1 || millis > LONGEST) {
      throw CustomerKeyException.limit("waitMillis", LONGEST, "1 to 30000");
    }
    return Duration.ofMillis(millis);
  }
}
