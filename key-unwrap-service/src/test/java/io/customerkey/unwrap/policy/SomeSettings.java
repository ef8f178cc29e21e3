package io.customerkey.unwrap.policy;

import io.customerkey.crypto.Bytes;
import io.customerkey.crypto.id.Id128;
import io.customerkey.crypto.id.PolicyId;
import io.customerkey.crypto.id.TenantId;
import io.customerkey.crypto.statement.SignedStatement;
import io.customerkey.crypto.statement.StatementType;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Settings of one policy, for tests of what follows from them. */
public final class SomeSettings {
  /** Whose they are. */
  public static final PolicyId POLICY = new PolicyId(new Id128(1, 2));

  private SomeSettings() {}

  /**
   * @param counter place in their order
   * @param strict whether system actions stop too on a denial
   * @param state of the policy
   * @param suspendedUntil end of the kill switch
   * @return settings, else as by default
   */
  public static PolicySettings of(
      long counter, boolean strict, PolicyState state, Optional<Instant> suspendedUntil) {
    return new PolicySettings(
        new TenantId(new Id128(1, 1)),
        POLICY,
        new Sequence(1, counter),
        state,
        Map.of(),
        strict,
        /* fallback= */ false,
        PolicySettings.DEFAULT_GRACE,
        PolicySettings.DEFAULT_PROBE_INTERVAL,
        suspendedUntil,
        new SignedStatement(StatementType.POLICY_SETTINGS, Bytes.empty(), List.of()));
  }
}
