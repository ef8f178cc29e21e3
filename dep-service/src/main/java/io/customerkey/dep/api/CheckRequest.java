package io.customerkey.dep.api;

import java.time.Duration;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** How long to wait for what a check finds. */
@Schema(name = "CheckRequest", examples = "{\"waitMillis\":20000}")
record CheckRequest(
    @Schema(minimum = "1", maximum = "30000", defaultValue = "20000") @Nullable Long waitMillis) {
  private static final Duration DEFAULT = Duration.ofSeconds(20);

  static Duration wait(@Nullable CheckRequest body) {
    return Arguments.wait(body == null ? null : body.waitMillis, DEFAULT);
  }
}
