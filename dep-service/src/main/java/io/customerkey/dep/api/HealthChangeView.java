package io.customerkey.dep.api;

import io.customerkey.crypto.id.VerdictId;
import io.customerkey.dep.policy.HealthChange;
import java.time.Instant;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** A policy went from one state to another. */
@Schema(name = "HealthChange")
record HealthChangeView(
    @Schema(description = "1 for the policy's first change, and so on without a gap") long number,
    String from,
    String to,
    @Schema(description = "KEYS_OPEN, ONE_VAULT_DENIES, DENIAL_CONFIRMED …") String reason,
    @Schema(description = "The reason, and what each vault answered last, for people")
        String detail,
    @Schema(description = "When the change was seen") Instant changed,
    @Schema(description = "Since when the state holds") Optional<Instant> since,
    @Schema(description = "When the state ends by itself") Optional<Instant> until,
    @Schema(description = "For look-up, with both vaults' evidence") Optional<String> verdictId) {
  static HealthChangeView of(HealthChange change) {
    return new HealthChangeView(
        change.number(),
        change.from(),
        change.to().health(),
        change.to().reason(),
        change.to().detail(),
        change.changed(),
        change.to().since(),
        change.to().until(),
        change.to().verdict().map(VerdictId::toString));
  }
}
