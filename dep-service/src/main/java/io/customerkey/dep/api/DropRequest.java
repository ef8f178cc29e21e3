package io.customerkey.dep.api;

import java.time.Duration;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** How long to wait for acknowledgements. */
@Schema(name = "DropRequest", examples = "{\"waitMillis\":5000}")
record DropRequest(
    @Schema(minimum = "1", maximum = "30000", defaultValue = "5000") @Nullable Long waitMillis) {
  private static final Duration DEFAULT = Duration.ofSeconds(5);

  static Duration wait(@Nullable DropRequest body) {
    return Arguments.wait(body == null ? null : body.waitMillis, DEFAULT);
  }
}
