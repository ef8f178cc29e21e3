package io.customerkey.unwrap.policy;

import io.customerkey.crypto.Bytes;
import io.customerkey.crypto.id.Id128;
import io.customerkey.crypto.id.PolicyId;
import io.customerkey.crypto.id.TenantId;
import io.customerkey.crypto.statement.SignedStatement;
import io.customerkey.crypto.statement.StatementType;
import java.time.Duration;
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
    return of(counter, strict, state, PolicySettings.DEFAULT_PROBE_INTERVAL, suspendedUntil);
  }

  /**
   * @param ref of the policy
   * @param counter place in their order
   * @param state of the policy
   * @param suspendedUntil end of the kill switch
   * @return settings of that policy, else as by default
   */
  public static PolicySettings of(
      PolicyRef ref, long counter, PolicyState state, Optional<Instant> suspendedUntil) {
    PolicySettings as = of(counter, /* strict= */ false, state, suspendedUntil);
    return new PolicySettings(
        ref.tenant(),
        ref.policy(),
        as.sequence(),
        state,
        as.generations(),
        as.strict(),
        as.fallback(),
        as.outageGrace(),
        as.probeInterval(),
        suspendedUntil,
        as.statement());
  }

  /**
   * @param interval of the probes
   * @return settings of an active policy, else as by default
   */
  public static PolicySettings probedEvery(Duration interval) {
    return of(1, /* strict= */ false, PolicyState.ACTIVE, interval, Optional.empty());
  }

  private static PolicySettings of(
      long counter,
      boolean strict,
      PolicyState state,
      Duration probeInterval,
      Optional<Instant> suspendedUntil) {
    return new PolicySettings(
        new TenantId(new Id128(1, 1)),
        POLICY,
        new Sequence(1, counter),
        state,
        Map.of(),
        strict,
        /* fallback= */ false,
        PolicySettings.DEFAULT_GRACE,
        probeInterval,
        suspendedUntil,
        new SignedStatement(StatementType.POLICY_SETTINGS, Bytes.empty(), List.of()));
  }
}
