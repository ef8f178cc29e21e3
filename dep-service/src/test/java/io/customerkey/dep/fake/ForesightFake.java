package io.customerkey.dep.fake;

import io.customerkey.crypto.id.PolicyId;
import io.customerkey.crypto.id.TenantId;
import io.customerkey.dep.audit.RequestId;
import io.customerkey.dep.simulation.DenialForesight;
import io.quarkus.test.Mock;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Two denying keys refuse users and leave search to the availability key; one leaves the other. */
@Mock
@ApplicationScoped
public class ForesightFake implements DenialForesight {
  @Override
  public Uni<Foreseen> of(TenantId tenant, Map<PolicyId, Set<Integer>> denying, RequestId request) {
    Map<PolicyId, Effect> effects =
        denying.entrySet().stream()
            .collect(
                Collectors.toMap(
                    Map.Entry::getKey,
                    each -> new Effect(Duration.ofSeconds(58), uses(each.getValue().size() == 2))));
    return Uni.createFrom()
        .item(
            new Foreseen(
                effects,
                List.of(
                    new Holder("exchange-encryptor", true),
                    new Holder("exchange-encryptor", false),
                    new Holder("key-unwrap-service", true)),
                Optional.of(Instant.parse("2026-11-22T15:05:00Z"))));
  }

  private static List<Use> uses(boolean both) {
    return both
        ? List.of(
            new Use("USER_READ", "refused", "BOTH_DENIED"),
            new Use("SEARCH_INDEX", "availability_key", "BOTH_DENIED"))
        : List.of(
            new Use("USER_READ", "customer_key", "CUSTOMER_KEY"),
            new Use("SEARCH_INDEX", "customer_key", "CUSTOMER_KEY"));
  }
}
