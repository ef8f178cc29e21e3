package io.customerkey.dep.api;

import io.customerkey.dep.onboarding.Check;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** One thing that was looked at. */
@Schema(name = "KeyCheck")
record KeyCheckView(
    @Schema(description = "`owner_tag`, `key_size`, `approvers` …") String id,
    @Schema(description = "Slot of the key; absent: about both keys or the tenant")
        Optional<Integer> slot,
    @Schema(
            description =
                "PASSED, FAILED, DECLARED (by the admin; nobody here can see it), UNKNOWN (could not be seen now)")
        String result,
    @Schema(description = "What was seen or declared") String observed,
    @Schema(description = "What to do") Optional<String> advice) {
  static KeyCheckView of(Check check) {
    return new KeyCheckView(
        check.id(),
        check.slot() == Check.ALL ? Optional.empty() : Optional.of(check.slot()),
        check.result().name(),
        check.observed(),
        check.advice().isEmpty() ? Optional.empty() : Optional.of(check.advice()));
  }
}
