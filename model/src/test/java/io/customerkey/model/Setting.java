package io.customerkey.model;

import io.customerkey.availability.rules.Facts;
import io.customerkey.availability.rules.Mode;
import io.customerkey.crypto.Bytes;
import io.customerkey.crypto.id.Id128;
import io.customerkey.crypto.id.PolicyId;
import io.customerkey.crypto.id.TenantId;
import io.customerkey.crypto.id.Workload;
import io.customerkey.crypto.statement.SignedStatement;
import io.customerkey.crypto.statement.StatementType;
import io.customerkey.unwrap.policy.PolicySettings;
import io.customerkey.unwrap.policy.PolicyState;
import io.customerkey.unwrap.policy.Sequence;
import io.customerkey.unwrap.policy.Standing;
import io.customerkey.unwrap.rules.AvailabilityMode;
import io.customerkey.unwrap.vault.KeyUri;
import io.customerkey.unwrap.vault.VaultHost;
import io.customerkey.unwrap.verdict.Pair;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * What does not change in one exploration.
 *
 * @param workload of the policy
 * @param strict the tenant's choice
 * @param fallback the tenant's choice
 */
record Setting(Workload workload, boolean strict, boolean fallback) {
  /** Nobody. */
  static final int NOBODY = -1;

  /** Never happened. */
  static final long NEVER = Long.MIN_VALUE;

  static final Instant START = Instant.parse("2026-11-22T12:00:00Z");
  static final PolicyId POLICY = new PolicyId(new Id128(1, 2));
  static final List<KeyUri> KEYS = List.of(key("a.vault.azure.net"), key("b.vault.azure.net"));
  static final Pair PAIR = Pair.of(KEYS.get(0), KEYS.get(1));
  static final Duration TTL = Duration.ofHours(24);
  static final Duration INTERVAL = PolicySettings.DEFAULT_PROBE_INTERVAL;
  static final AvailabilityMode MODE = AvailabilityMode.AUTOMATIC;

  private static final TenantId TENANT = new TenantId(new Id128(1, 1));
  private static final Map<String, Standing> STANDINGS = new ConcurrentHashMap<>();

  private static KeyUri key(String host) {
    return new KeyUri(new VaultHost(host), "ck", Optional.of("0123456789abcdef0123456789abcdef"));
  }

  static Instant wall(long second) {
    return START.plusSeconds(second);
  }

  /** The policy's settings, suspended until a second of the wall clock. */
  Standing standing(long suspendedUntil) {
    return STANDINGS.computeIfAbsent(
        this + "/" + suspendedUntil,
        name ->
            new Standing(
                Optional.of(
                    new PolicySettings(
                        TENANT,
                        POLICY,
                        new Sequence(1, 1),
                        PolicyState.ACTIVE,
                        Map.of(),
                        strict,
                        fallback,
                        PolicySettings.DEFAULT_GRACE,
                        INTERVAL,
                        suspendedUntil == NEVER
                            ? Optional.empty()
                            : Optional.of(wall(suspendedUntil)),
                        new SignedStatement(
                            StatementType.POLICY_SETTINGS, Bytes.empty(), List.of())))));
  }

  Facts facts(boolean denied, boolean suspended) {
    return new Facts(
        workload == Workload.EXCHANGE ? Facts.Kind.EXCHANGE : Facts.Kind.SHAREPOINT,
        Mode.AUTOMATIC,
        io.customerkey.availability.rules.Standing.IN_USE,
        suspended,
        false,
        denied,
        strict,
        fallback);
  }
}
