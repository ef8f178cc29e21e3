package io.customerkey.dep.api;

import io.customerkey.dep.onboarding.Validation;
import io.customerkey.dep.policy.KeyUri;
import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** A look at two keys and at what else a tenant needs. */
@Schema(name = "Validation")
record ValidationView(
    String id,
    String tenantId,
    Instant at,
    @Schema(description = "`sub` of the admin") String requestedBy,
    @Schema(description = "STANDARD, STRICT") String profile,
    List<String> keys,
    @Schema(
            description =
                "Every check PASSED or DECLARED: the tenant may be enabled with these keys")
        boolean passed,
    List<KeyCheckView> checks) {
  static ValidationView of(Validation validation) {
    return new ValidationView(
        validation.id().toString(),
        validation.tenant().toString(),
        validation.at(),
        validation.by(),
        validation.profile().name(),
        validation.keys().keys().stream().map(KeyUri::value).toList(),
        validation.passed(),
        validation.checks().stream().map(KeyCheckView::of).toList());
  }
}
