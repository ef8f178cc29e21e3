package io.customerkey.dep.workflow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.customerkey.crypto.SecureRandomSource;
import io.customerkey.crypto.id.Id128;
import io.customerkey.crypto.id.TenantId;
import io.customerkey.dep.audit.Actor;
import io.customerkey.dep.onboarding.Approver;
import io.customerkey.dep.onboarding.Approvers;
import io.customerkey.dep.onboarding.Check;
import io.customerkey.dep.onboarding.KeyPair;
import io.customerkey.dep.onboarding.Profile;
import io.customerkey.dep.policy.KeyUri;
import io.customerkey.dep.posture.PostureRules.Seen;
import io.customerkey.dep.posture.Postures.Due;
import io.customerkey.dep.tenant.DirectoryId;
import io.customerkey.dep.tenant.Geo;
import io.customerkey.dep.tenant.Geos;
import io.customerkey.dep.tenant.Name;
import io.customerkey.dep.tenant.Tenant;
import io.customerkey.protocol.common.v1.FailureReason;
import io.customerkey.protocol.failure.CustomerKeyException;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.helpers.test.UniAssertSubscriber;
import io.smallrye.mutiny.subscription.UniEmitter;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class PostureLookTest {
  private static final int AT_ONCE = 4;
  private static final Duration LONG = Duration.ofMinutes(1);
  private static final SecureRandomSource RANDOM = new SecureRandomSource();
  private static final Tenant TENANT =
      new Tenant(
          TenantId.random(RANDOM),
          new Name("Contoso"),
          new DirectoryId(Id128.random(RANDOM)),
          false,
          new Geos(List.of(Geo.DEFAULT)),
          Instant.EPOCH,
          Optional.empty());

  /** Answers that vaults owe, in the order in which they were asked. */
  private final List<UniEmitter<? super List<Check>>> owed = new ArrayList<>();

  @Test
  void looksAtAFewPairsAtOnce() {
    var seen = look(LONG).at(TENANT, due(AT_ONCE + 2)).subscribe().withSubscriber(subscriber());
    assertThat(owed).hasSize(AT_ONCE);

    for (int pair = 0; pair < AT_ONCE + 2; pair++) {
      seen.assertNotTerminated();
      owed.get(pair).complete(List.of());
    }

    assertThat(seen.assertCompleted().getItem()).hasSize(1);
  }

  @Test
  void tellsInTheOrderOfThePairsWhateverIsAnsweredFirst() {
    var seen = look(LONG).at(TENANT, due(2)).subscribe().withSubscriber(subscriber());

    owed.get(1).complete(List.of(expiry()));
    owed.get(0).complete(List.of(expiry()));

    assertThat(seen.assertCompleted().getItem())
        .extracting(each -> each.about().key())
        .containsExactly("", "https://one/keys/0", "https://one/keys/1");
  }

  @Test
  void givesUpATenantWhoseVaultsStallForTooLong() {
    assertThatThrownBy(() -> look(Duration.ofMillis(10)).at(TENANT, due(1)).await().atMost(LONG))
        .isInstanceOfSatisfying(
            CustomerKeyException.class,
            failure ->
                assertThat(failure.reason())
                    .isEqualTo(FailureReason.FAILURE_REASON_DEPENDENCY_UNAVAILABLE));
  }

  @Test
  void looksAtTheApproversOfATenantWithoutKeys() {
    assertThat(look(LONG).at(TENANT, due(0)).await().atMost(LONG))
        .extracting(each -> each.about().check())
        .containsExactly("approvers");
  }

  private PostureLook look(Duration limit) {
    return new PostureLook(
        new Nobody(), (look, request) -> Uni.createFrom().emitter(owed::add), RANDOM, limit);
  }

  private static UniAssertSubscriber<List<Seen>> subscriber() {
    return UniAssertSubscriber.create();
  }

  private static Due due(int pairs) {
    return new Due(
        TENANT.id(),
        Profile.STANDARD,
        IntStream.range(0, pairs)
            .mapToObj(pair ->
                new KeyPair(
                    List.of(
                        new KeyUri("https://one/keys/" + pair),
                        new KeyUri("https://other/keys/" + pair))))
            .toList());
  }

  private static Check expiry() {
    return new Check("key_expiry", 1, Check.Result.PASSED, "seen", "");
  }

  /** No approver was ever declared. */
  private static final class Nobody implements Approvers {
    @Override
    public Uni<List<Approver>> list(TenantId tenant) {
      return Uni.createFrom().item(List.of());
    }

    @Override
    public Uni<List<Approver>> add(TenantId tenant, Name subject, Actor actor) {
      return list(tenant);
    }

    @Override
    public Uni<List<Approver>> remove(TenantId tenant, Name subject, Actor actor) {
      return list(tenant);
    }
  }
}
