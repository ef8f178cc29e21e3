package io.customerkey.dep.fake;

import io.customerkey.crypto.id.Id128;
import io.customerkey.crypto.id.PolicyId;
import io.customerkey.crypto.id.TenantId;
import io.customerkey.crypto.id.VerdictId;
import io.customerkey.dep.audit.RequestId;
import io.customerkey.dep.policy.HealthChange;
import io.customerkey.dep.policy.HealthHistory;
import io.customerkey.dep.policy.PolicyHealth;
import io.quarkus.test.Mock;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.LongStream;

/** Every policy is healthy, and changed three times. */
@Mock
@ApplicationScoped
public class HealthHistoryFake implements HealthHistory {
  private static final Instant TIME = Instant.parse("2026-11-22T15:00:00Z");
  private static final long CHANGES = 3;

  static final PolicyHealth.State HEALTHY =
      new PolicyHealth.State(
          "HEALTHY",
          "KEYS_OPEN",
          "the customer keys open the policy key",
          Optional.of(TIME),
          Optional.empty(),
          Optional.of(new VerdictId(new Id128(1, 2))));

  @Override
  public Uni<Map<PolicyId, PolicyHealth.State>> states(
      TenantId tenant, List<PolicyId> policies, RequestId request) {
    return Uni.createFrom()
        .item(policies.stream().collect(Collectors.toMap(Function.identity(), policy -> HEALTHY)));
  }

  @Override
  public Uni<List<HealthChange>> changes(
      TenantId tenant, PolicyId policy, long before, int limit, RequestId request) {
    long newest = before == 0 ? CHANGES : Math.min(CHANGES, before - 1);
    return Uni.createFrom()
        .item(
            LongStream.iterate(newest, number -> number >= 1, number -> number - 1)
                .limit(limit)
                .mapToObj(number ->
                    new HealthChange(
                        tenant, policy, number, "DENIED", HEALTHY, TIME.plusSeconds(number)))
                .toList());
  }
}
