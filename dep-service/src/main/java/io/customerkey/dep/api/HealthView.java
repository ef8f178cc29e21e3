package io.customerkey.dep.api;

import io.customerkey.crypto.id.PolicyId;
import io.customerkey.crypto.id.VerdictId;
import io.customerkey.dep.policy.PolicyHealth;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** What the customer keys of a policy are worth now. */
@Schema(name = "PolicyHealth")
record HealthView(
    String policyId,
    @Schema(
            description =
                "UNKNOWN, HEALTHY, DEGRADED, COASTING, DENIED, SUSPENDED, AVAILABILITY_KEY,"
                    + " RECOVERING")
        String health,
    @Schema(description = "KEYS_OPEN, ONE_VAULT_DENIES, DENIAL_CONFIRMED …") String reason,
    @Schema(description = "The reason, and what each vault answered last, for people")
        String detail,
    Optional<Instant> since,
    @Schema(description = "When the state ends by itself") Optional<Instant> until,
    Optional<Instant> lastSuccess,
    @Schema(description = "The newest answered attempt at each key, in slot order")
        List<AttemptView> lastAttempts,
    @Schema(description = "The customer keys in the versions in use, in slot order")
        List<KeyView> keys,
    long epoch,
    @Schema(
            description =
                "After a vault's first refusal, by which reads have ended in the worst case, as"
                    + " things are now")
        long darkBoundMillis,
    @Schema(description = "The change of state as a verdict, for look-up")
        Optional<String> verdictId,
    @Schema(description = "Whether a usable key is in the memory of the instance that was asked")
        boolean cached,
    @Schema(description = "When that key leaves memory there unless it is renewed")
        Optional<Instant> cacheExpires,
    VaultUsageView usage) {

  @Schema(name = "CustomerKeyVersion")
  record KeyView(String keyId, int bits) {}

  static HealthView of(PolicyId policy, PolicyHealth health) {
    PolicyHealth.State state = health.state();
    return new HealthView(
        policy.toString(),
        state.health(),
        state.reason(),
        state.detail(),
        state.since(),
        state.until(),
        health.lastSuccess(),
        health.lastAttempts().stream().map(AttemptView::of).toList(),
        health.keys().stream().map(key -> new KeyView(key.id(), key.bits())).toList(),
        health.epoch(),
        health.darkBoundMillis(),
        state.verdict().map(VerdictId::toString),
        health.cached(),
        health.cacheExpires(),
        VaultUsageView.of(health.usage()));
  }
}
