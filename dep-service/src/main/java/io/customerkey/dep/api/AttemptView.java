package io.customerkey.dep.api;

import io.customerkey.dep.policy.Attempt;
import java.time.Instant;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** One request to a customer's vault. */
@Schema(name = "Attempt", description = "One request to a customer's vault, with its evidence.")
record AttemptView(
    Optional<String> attemptId,
    String vaultHost,
    String keyId,
    @Schema(description = "OK, DENIED, UNAVAILABLE, FAULT, UNKNOWN") String outcome,
    @Schema(description = "key_disabled, permission_removed, unreachable …")
        Optional<String> reason,
    Optional<Integer> httpStatus,
    @Schema(description = "The vault's or directory's own") Optional<String> errorCode,
    Optional<String> clientRequestId,
    Optional<String> serverRequestId,
    @Schema(description = "token, before_response, response") Optional<String> stage,
    Optional<Instant> started,
    Optional<Instant> ended) {
  static AttemptView of(Attempt attempt) {
    return new AttemptView(
        text(attempt.attemptId()),
        attempt.vaultHost(),
        attempt.keyId(),
        attempt.outcome(),
        text(attempt.reason()),
        attempt.httpStatus() == 0 ? Optional.empty() : Optional.of(attempt.httpStatus()),
        text(attempt.errorCode()),
        text(attempt.clientRequestId()),
        text(attempt.serverRequestId()),
        text(attempt.stage()),
        attempt.started(),
        attempt.ended());
  }

  private static Optional<String> text(String value) {
    return value.isEmpty() ? Optional.empty() : Optional.of(value);
  }
}
