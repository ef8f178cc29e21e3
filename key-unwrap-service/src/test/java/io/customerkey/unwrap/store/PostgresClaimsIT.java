package io.customerkey.unwrap.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.customerkey.crypto.SecureRandomSource;
import io.customerkey.crypto.id.TenantId;
import io.customerkey.localstack.testing.StackResource;
import io.customerkey.unwrap.policy.KeyOwner;
import io.customerkey.unwrap.policykey.Claims;
import io.customerkey.unwrap.vault.KeyUri;
import io.customerkey.unwrap.vault.VaultHost;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Who claims a key first, for ever. */
@QuarkusTest
@QuarkusTestResource(
    value = StackResource.class,
    initArgs = @ResourceArg(name = "service", value = "key-unwrap-service"))
final class PostgresClaimsIT {
  private static final SecureRandomSource RANDOM = new SecureRandomSource();
  private static final int RACES = 40;
  private static final int RUNNERS = 8;

  @Inject Claims claims;

  @Test
  void givesAKeyToItsOwnerHoweverManyAskAtOnce() {
    KeyOwner owner = KeyOwner.of(TenantId.random(RANDOM));
    for (int race = 0; race < RACES; race++) {
      KeyUri key = key("raced-" + owner + "-" + race);
      List<Uni<Boolean>> runners =
          IntStream.range(0, RUNNERS).mapToObj(i -> claims.claim(key, owner)).toList();

      assertThat(Uni.join().all(runners).andFailFast().await().atMost(Duration.ofSeconds(30)))
          .containsOnly(true);
    }
  }

  @Test
  void refusesAKeyThatSomebodyElseHasClaimed() {
    KeyOwner tenant = KeyOwner.of(TenantId.random(RANDOM));
    for (KeyOwner first : List.of(tenant, KeyOwner.PROVIDER)) {
      KeyUri key = key("claimed-" + TenantId.random(RANDOM));

      assertThat(claim(key, first)).isTrue();
      assertThat(claim(key, KeyOwner.of(TenantId.random(RANDOM)))).isFalse();
      assertThat(claim(key, first.equals(tenant) ? KeyOwner.PROVIDER : tenant)).isFalse();
      assertThat(claim(key, first)).isTrue();
    }
  }

  private boolean claim(KeyUri key, KeyOwner owner) {
    return claims.claim(key, owner).await().atMost(Duration.ofSeconds(30));
  }

  private static KeyUri key(String name) {
    return new KeyUri(new VaultHost("one.vault.azure.net"), name, Optional.empty());
  }
}
