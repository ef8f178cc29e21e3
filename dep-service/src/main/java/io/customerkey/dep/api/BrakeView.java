package io.customerkey.dep.api;

import io.customerkey.dep.policy.Brake;
import java.time.Instant;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** The brake of one cause of denial. */
@Schema(name = "Brake")
record BrakeView(
    @Schema(
            description =
                "key_disabled, permission_removed, network_rule, forbidden, key_deleted, vault_moved, consent_removed")
        String cause,
    @Schema(description = "Whether it holds denials now") boolean on,
    @Schema(description = "When it went on last") Optional<Instant> engaged,
    @Schema(description = "When it goes off, if it sees no other denial") Optional<Instant> until,
    @Schema(description = "Unrelated tenants that had turned when it went on") int tenants,
    @Schema(description = "Whose confirmed denial it holds now") int heldPolicies,
    @Schema(description = "The last one: CONFIRMED, RELEASED") Optional<String> ruling,
    Optional<String> ruledBy,
    @Schema(description = "Until when the ruling keeps the brake off")
        Optional<Instant> ruledUntil) {
  static BrakeView of(Brake brake) {
    return new BrakeView(
        brake.cause(),
        brake.on(),
        brake.engaged(),
        brake.until(),
        brake.tenants(),
        brake.heldPolicies(),
        brake.ruling(),
        brake.ruledBy(),
        brake.ruledUntil());
  }
}
