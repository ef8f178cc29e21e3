package io.customerkey.dep.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.customerkey.crypto.id.Id128;
import io.customerkey.crypto.id.PolicyId;
import io.customerkey.crypto.id.TenantId;
import io.customerkey.crypto.id.Workload;
import io.customerkey.dep.refusal.Refusal;
import io.customerkey.dep.refusal.RefusedException;
import io.customerkey.dep.tenant.Name;
import io.customerkey.protocol.failure.CustomerKeyException;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class PolicyRulesTest {
  @Test
  void admitsTheFiftiethPolicy() {
    assertThatCode(() -> PolicyRules.admit(false, true, Workload.EXCHANGE, 49))
        .doesNotThrowAnyException();
  }

  @Test
  void refusesTheFiftyFirstPolicyAndNamesTheLimit() {
    assertThatThrownBy(() -> PolicyRules.admit(false, true, Workload.SHAREPOINT, 50))
        .isInstanceOfSatisfying(
            RefusedException.class,
            refused -> {
              assertThat(refused.refusal()).isEqualTo(Refusal.POLICY_LIMIT);
              assertThat(refused.limit()).hasValue(50);
            });
  }

  @Test
  void refusesATenantOnTrial() {
    assertThatThrownBy(() -> PolicyRules.admit(true, true, Workload.EXCHANGE, 0))
        .isInstanceOfSatisfying(
            RefusedException.class,
            refused -> assertThat(refused.refusal()).isEqualTo(Refusal.TRIAL_TENANT));
  }

  @ParameterizedTest
  @CsvSource({
    "CREATING, ACTIVE",
    "ACTIVE, DRAINING RECOVERING PURGE_REQUESTED",
    "DRAINING, ACTIVE RETIRED RECOVERING PURGE_REQUESTED",
    "RETIRED, PURGE_REQUESTED",
    "RECOVERING, ACTIVE DRAINING RETIRED PURGE_REQUESTED",
    "PURGE_REQUESTED, ACTIVE DRAINING RECOVERING PURGED",
    "PURGED, ''",
  })
  void goesOnlyWhereItsStateLeads(PolicyState from, String to) {
    EnumSet<PolicyState> reached = EnumSet.noneOf(PolicyState.class);
    for (PolicyState next : PolicyState.values()) {
      if (from.mayBecome(next)) {
        reached.add(next);
      }
    }

    assertThat(reached.stream().map(PolicyState::name))
        .containsExactlyInAnyOrderElementsOf(to.isEmpty() ? List.of() : List.of(to.split(" ")));
  }

  @ParameterizedTest
  @CsvSource({
    "CREATING,1",
    "ACTIVE,2",
    "DRAINING,3",
    "RETIRED,4",
    "RECOVERING,5",
    "PURGE_REQUESTED,6",
    "PURGED,7"
  })
  void keepsTheNumbersOfItsStates(PolicyState state, int number) {
    assertThat(state.number()).isEqualTo(number);
    assertThat(PolicyState.of(number)).isEqualTo(state);
  }

  @ParameterizedTest
  @ValueSource(longs = {0, 301})
  void refusesAProbeIntervalOutOfBounds(long seconds) {
    assertThatThrownBy(() ->
            new PolicySettings(false, false, Duration.ofHours(4), Duration.ofSeconds(seconds)))
        .isInstanceOfSatisfying(
            CustomerKeyException.class,
            refused ->
                assertThat(refused.metadata())
                    .containsEntry("field", "probeIntervalSeconds")
                    .containsEntry("limit", "300"));
  }

  @Test
  void refusesADraftWithoutExactlyTwoKeys() {
    assertThatThrownBy(() ->
            new PolicyDraft(
                new PolicyId(new Id128(1, 2)),
                new TenantId(new Id128(1, 1)),
                Workload.EXCHANGE,
                new Name("Finance"),
                List.of(new KeyUri("https://one.vault.azure.net/keys/ck")),
                new PolicySettings(false, false, Duration.ofHours(4), Duration.ofSeconds(40))))
        .isInstanceOfSatisfying(
            CustomerKeyException.class,
            refused -> assertThat(refused.metadata()).containsEntry("field", "keys"));
  }

  @Test
  void boundsAKeyUriAndNamesItsField() {
    assertThatThrownBy(() -> KeyUri.parse("keys[1]", "h".repeat(513)))
        .isInstanceOfSatisfying(
            CustomerKeyException.class,
            refused ->
                assertThat(refused.metadata())
                    .containsEntry("field", "keys[1]")
                    .containsEntry("limit", "512"));
    assertThatThrownBy(() -> KeyUri.parse("keys[0]", "https://vault/keys/a b"))
        .isInstanceOf(CustomerKeyException.class);
  }
}
