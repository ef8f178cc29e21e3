package io.customerkey.dep.fake;

import io.customerkey.crypto.id.GenerationId;
import io.customerkey.crypto.id.Id128;
import io.customerkey.crypto.id.PolicyId;
import io.customerkey.crypto.id.TenantId;
import io.customerkey.crypto.id.VerdictId;
import io.customerkey.dep.audit.RequestId;
import io.customerkey.dep.policy.Attempt;
import io.customerkey.dep.policy.CacheDrop;
import io.customerkey.dep.policy.PolicyHealth;
import io.customerkey.dep.policy.PolicyInsight;
import io.customerkey.dep.policy.VaultUsage;
import io.customerkey.dep.policy.Verdict;
import io.customerkey.protocol.common.v1.FailureReason;
import io.customerkey.protocol.failure.CustomerKeyException;
import io.quarkus.test.Mock;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;

/** A healthy fleet that knows one verdict; each drop raises the epoch. */
@Mock
@ApplicationScoped
public class PolicyInsightFake implements PolicyInsight {
  public static final VerdictId VERDICT = new VerdictId(new Id128(1, 2));
  private static final Instant TIME = Instant.parse("2026-11-22T15:00:00Z");

  private final AtomicLong epoch = new AtomicLong();

  @Override
  public Uni<PolicyHealth> health(TenantId tenant, PolicyId policy, RequestId request) {
    return Uni.createFrom()
        .item(
            new PolicyHealth(
                HealthHistoryFake.HEALTHY,
                Optional.of(TIME),
                List.of(attempt()),
                epoch.get(),
                60_000,
                true,
                Optional.of(TIME),
                List.of(new PolicyHealth.Key("https://a.vault.azure.net/keys/ck/1", 2048)),
                new VaultUsage(
                    "2026-11",
                    List.of(
                        new VaultUsage.Calls(
                            "https://a.vault.azure.net/keys/ck/1",
                            2048,
                            "probe",
                            10_000,
                            new BigDecimal("0.03"))),
                    BigDecimal.ZERO,
                    new BigDecimal("0.03"))));
  }

  private static Attempt attempt() {
    return new Attempt(
        "00000000-0000-0000-0000-000000000001",
        "a.vault.azure.net:443",
        "https://a.vault.azure.net/keys/ck/1",
        "OK",
        "",
        200,
        "",
        "ours",
        "theirs",
        "response",
        Optional.of(TIME),
        Optional.of(TIME));
  }

  @Override
  public Uni<Verdict> verdict(TenantId tenant, VerdictId verdict, RequestId request) {
    if (!verdict.equals(VERDICT)) {
      return Uni.createFrom()
          .failure(
              CustomerKeyException.of(FailureReason.FAILURE_REASON_NOT_FOUND, "no such verdict")
                  .with("field", "verdict_id"));
    }
    return Uni.createFrom()
        .item(
            new Verdict(
                VERDICT,
                new PolicyId(new Id128(3, 4)),
                new GenerationId(new Id128(5, 6)),
                "USER_READ",
                "refused",
                "BOTH_DENIED",
                "both vaults refused",
                Optional.of(TIME),
                List.of(attempt())));
  }

  @Override
  public Uni<CacheDrop> dropCaches(
      TenantId tenant, PolicyId policy, Duration wait, RequestId request) {
    return Uni.createFrom().item(new CacheDrop(2, 2, Optional.empty(), epoch.incrementAndGet()));
  }
}
