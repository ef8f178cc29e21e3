package io.customerkey.dep.fake;

import io.customerkey.crypto.id.PolicyId;
import io.customerkey.crypto.id.TenantId;
import io.customerkey.crypto.statement.SignedStatement;
import io.customerkey.dep.audit.RequestId;
import io.customerkey.dep.policy.CacheDrop;
import io.customerkey.dep.policy.PolicyCheck;
import io.customerkey.dep.policy.PolicyControl;
import io.customerkey.protocol.common.v1.FailureReason;
import io.customerkey.protocol.failure.CustomerKeyException;
import io.customerkey.protocol.statement.v1.PolicySettings;
import io.customerkey.servicekit.statement.StatementVerifier;
import io.customerkey.servicekit.statement.Statements;
import io.quarkus.test.Mock;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** Both services by their rules: what is signed and newer is taken over; a suspension drops. */
@Mock
@ApplicationScoped
public class PolicyControlFake implements PolicyControl {
  private final Map<PolicyId, PolicySettings> unwrap = new ConcurrentHashMap<>();
  private final Map<PolicyId, PolicySettings> availability = new ConcurrentHashMap<>();
  private final StatementVerifier verifier;
  private volatile boolean down;

  PolicyControlFake(StatementVerifier verifier) {
    this.verifier = verifier;
  }

  /** Whether neither service answers. */
  public void down(boolean value) {
    down = value;
  }

  public boolean isSuspendedAtBoth(PolicyId policy) {
    return suspended(unwrap, policy) && suspended(availability, policy);
  }

  private static boolean suspended(Map<PolicyId, PolicySettings> at, PolicyId policy) {
    return Optional.ofNullable(at.get(policy)).map(PolicySettings::hasSuspendedUntil).orElse(false);
  }

  @Override
  public Uni<PolicyCheck> check(
      TenantId tenant, PolicyId policy, Duration wait, RequestId request) {
    Instant since = Instant.parse("2026-11-22T15:00:00Z");
    return Uni.createFrom()
        .item(
            new PolicyCheck(
                "DENIED",
                5,
                List.of(),
                Optional.of(since),
                Optional.of(new CacheDrop(3, 3, Optional.empty(), wait.toMillis()))));
  }

  @Override
  public Uni<Optional<CacheDrop>> settle(
      SignedStatement settings, Duration wait, RequestId request) {
    return Uni.createFrom()
        .item(() ->
            take(unwrap, settings).hasSuspendedUntil()
                ? Optional.of(new CacheDrop(3, 2, Optional.of(Instant.EPOCH), 7))
                : Optional.empty());
  }

  @Override
  public Uni<Void> settleAvailability(SignedStatement settings, RequestId request) {
    return Uni.createFrom().item(() -> take(availability, settings)).replaceWithVoid();
  }

  private PolicySettings take(Map<PolicyId, PolicySettings> at, SignedStatement settings) {
    if (down) {
      throw CustomerKeyException.of(
          FailureReason.FAILURE_REASON_DEPENDENCY_UNAVAILABLE, "no answer");
    }
    PolicySettings shown = verifier.policySettings(Statements.toProto(settings)).payload();
    PolicyId policy = PolicyId.of(shown.getPolicyId().toByteArray());
    return at.merge(
        policy,
        shown,
        (held, offered) ->
            offered.getSequence().getCounter() > held.getSequence().getCounter() ? offered : held);
  }
}
