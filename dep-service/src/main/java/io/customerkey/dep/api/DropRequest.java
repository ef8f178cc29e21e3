package io.customerkey.dep.api;

import io.customerkey.protocol.failure.CustomerKeyException;
import java.time.Duration;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** How long to wait for acknowledgements. */
@Schema(name = "DropRequest", examples = "{\"waitMillis\":5000}")
record DropRequest(
    @Schema(minimum = "0", maximum = "30000", defaultValue = "5000") @Nullable Integer waitMillis) {
  private static final int DEFAULT = 5_000;
  private static final int LONGEST = 30_000;

  static Duration wait(@Nullable DropRequest body) {
    int millis = body == null || body.waitMillis == null ? DEFAULT : body.waitMillis;
    if (millis < 0 || millis > LONGEST) {
      throw CustomerKeyException.limit("waitMillis", LONGEST, "0 to 30000");
    }
    return Duration.ofMillis(millis);
  }
}
