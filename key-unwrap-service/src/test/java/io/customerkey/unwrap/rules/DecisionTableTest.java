package io.customerkey.unwrap.rules;

import static io.customerkey.crypto.id.Workload.EXCHANGE;
import static io.customerkey.crypto.id.Workload.SHAREPOINT;
import static io.customerkey.unwrap.policy.Action.SYSTEM;
import static io.customerkey.unwrap.rules.AvailabilityMode.AUTOMATIC;
import static io.customerkey.unwrap.rules.AvailabilityMode.OFF;
import static io.customerkey.unwrap.verdict.Outcome.DENIED;
import static io.customerkey.unwrap.verdict.Outcome.FAULT;
import static io.customerkey.unwrap.verdict.Outcome.UNAVAILABLE;
import static org.assertj.core.api.Assertions.assertThat;

import io.customerkey.crypto.id.Workload;
import io.customerkey.unwrap.policy.Action;
import io.customerkey.unwrap.verdict.Outcome;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** The table of the rules' section 3: its rows as they stand there. */
final class DecisionTableTest {
  /** Outcomes in any order, action, and what the row says for a policy of default settings. */
  @ParameterizedTest
  @CsvSource({
    "UNAVAILABLE, UNAVAILABLE, USER,   AVAILABILITY_OUTAGE",
    "UNAVAILABLE, UNAVAILABLE, SYSTEM, AVAILABILITY_OUTAGE",
    "UNAVAILABLE, UNAVAILABLE, CHANGE, AVAILABILITY_OUTAGE",
    "DENIED,      DENIED,      USER,   CUSTOMER_KEY_DENIED",
    "DENIED,      DENIED,      SYSTEM, AVAILABILITY_SYSTEM",
    "DENIED,      DENIED,      CHANGE, CUSTOMER_KEY_DENIED",
    "DENIED,      UNAVAILABLE, USER,   CUSTOMER_KEY_DENIED",
    "DENIED,      UNAVAILABLE, SYSTEM, AVAILABILITY_SYSTEM",
    "DENIED,      UNAVAILABLE, CHANGE, CUSTOMER_KEY_DENIED",
    "FAULT,       UNAVAILABLE, USER,   KEY_MATERIAL_FAULT",
    "FAULT,       DENIED,      SYSTEM, KEY_MATERIAL_FAULT",
    "FAULT,       FAULT,       CHANGE, KEY_MATERIAL_FAULT",
  })
  void decidesAsTheTableSays(Outcome one, Outcome other, Action action, String expected) {
    assertThat(text(DecisionTable.decide(plain(one, other, action)))).isEqualTo(expected);
    assertThat(text(DecisionTable.decide(plain(other, one, action)))).isEqualTo(expected);
  }

  /** Outcomes in any order, and what the row says for SharePoint, whatever the action. */
  @ParameterizedTest
  @CsvSource({
    "OK,          DENIED,      CUSTOMER",
    "OK,          UNAVAILABLE, CUSTOMER",
    "OK,          FAULT,       CUSTOMER",
    "UNAVAILABLE, UNAVAILABLE, VAULT_UNAVAILABLE",
    "DENIED,      DENIED,      CUSTOMER_KEY_DENIED",
    "DENIED,      UNAVAILABLE, CUSTOMER_KEY_DENIED",
    "FAULT,       UNAVAILABLE, KEY_MATERIAL_FAULT",
    "FAULT,       DENIED,      KEY_MATERIAL_FAULT",
    "FAULT,       FAULT,       KEY_MATERIAL_FAULT",
  })
  void decidesForSharePointWithoutTheAvailabilityKey(Outcome one, Outcome other, String expected) {
    for (Action action : Action.values()) {
      for (int flags = 0; flags < 4; flags++) {
        Situation s = situation(SHAREPOINT, one, other, action, AUTOMATIC, flags);
        Situation swapped = situation(SHAREPOINT, other, one, action, AUTOMATIC, flags);

        assertThat(text(DecisionTable.decide(s))).isEqualTo(expected);
        assertThat(text(DecisionTable.decide(swapped))).isEqualTo(expected);
      }
    }
  }

  @ParameterizedTest
  @EnumSource
  void servesARecoveryThatTheTenantOrdered(Workload workload) {
    Situation s = situation(workload, DENIED, DENIED, Action.USER, AUTOMATIC, 8);

    assertThat(text(DecisionTable.decide(s))).isEqualTo("AVAILABILITY_OUTAGE");
  }

  @Test
  void countsUnavailableAsDeniedOnceADenialIsConfirmed() {
    Situation s =
        new Situation(
            EXCHANGE, UNAVAILABLE, UNAVAILABLE, Action.USER, AUTOMATIC, false, false, true, false);

    assertThat(text(DecisionTable.decide(s))).isEqualTo("CUSTOMER_KEY_DENIED");
  }

  @Test
  void stopsSystemActionsTooIfTheTenantIsStrict() {
    Situation s =
        new Situation(EXCHANGE, DENIED, DENIED, SYSTEM, AUTOMATIC, true, false, false, false);

    assertThat(text(DecisionTable.decide(s))).isEqualTo("CUSTOMER_KEY_DENIED");
  }

  /** One denied, one unavailable, and fallback: it is chosen for user actions alone. */
  @ParameterizedTest
  @CsvSource({
    "USER,   false, AVAILABILITY_OUTAGE",
    "USER,   true,  AVAILABILITY_OUTAGE",
    "SYSTEM, false, AVAILABILITY_SYSTEM",
    "SYSTEM, true,  CUSTOMER_KEY_DENIED",
    "CHANGE, false, CUSTOMER_KEY_DENIED",
    "CHANGE, true,  CUSTOMER_KEY_DENIED",
  })
  void takesOneDenialForAnOutageForPeopleIfTheTenantChoseFallback(
      Action action, boolean strict, String expected) {
    Situation s =
        new Situation(EXCHANGE, DENIED, UNAVAILABLE, action, AUTOMATIC, strict, true, false, false);

    assertThat(text(DecisionTable.decide(s))).isEqualTo(expected);
  }

  @Test
  void servesARecoveryWhateverTheVaultsSay() {
    Situation s =
        new Situation(
            EXCHANGE,
            FAULT,
            DENIED,
            Action.USER,
            AvailabilityMode.RECOVERY_ONLY,
            true,
            false,
            true,
            true);

    assertThat(text(DecisionTable.decide(s))).isEqualTo("AVAILABILITY_OUTAGE");
  }

  @Test
  void saysThatTheVaultsAreUnavailableIfThereIsNoAvailabilityCopy() {
    Situation s =
        new Situation(
            EXCHANGE, UNAVAILABLE, UNAVAILABLE, Action.USER, OFF, false, false, false, false);

    assertThat(text(DecisionTable.decide(s))).isEqualTo("VAULT_UNAVAILABLE");
  }

  @Test
  void doesNotDependOnTheOrderOfAnswers() {
    assertThat(everySituation()).allSatisfy(DecisionTableTest::decidesTheSameInEitherOrder);
  }

  private static void decidesTheSameInEitherOrder(Situation s) {
    Situation swapped =
        new Situation(
            s.workload(),
            /* first= */ s.second(),
            /* second= */ s.first(),
            s.action(),
            s.mode(),
            s.strict(),
            s.fallback(),
            s.denied(),
            s.recovering());

    assertThat(DecisionTable.decide(swapped)).isEqualTo(DecisionTable.decide(s));
  }

  static Stream<Situation> everySituation() {
    List<Situation> all = new ArrayList<>();
    for (Workload workload : Workload.values()) {
      for (Outcome first : Outcome.values()) {
        for (Outcome second : Outcome.values()) {
          for (Action action : Action.values()) {
            for (AvailabilityMode mode : AvailabilityMode.values()) {
              for (int flags = 0; flags < 16; flags++) {
                all.add(situation(workload, first, second, action, mode, flags));
              }
            }
          }
        }
      }
    }
    assertThat(Set.copyOf(all)).hasSize(2 * 4 * 4 * 3 * 3 * 16);
    return all.stream();
  }

  private static Situation situation(
      Workload workload,
      Outcome first,
      Outcome second,
      Action action,
      AvailabilityMode mode,
      int flags) {
    return new Situation(
        workload,
        first,
        second,
        action,
        mode,
        (flags & 1) != 0,
        (flags & 2) != 0,
        (flags & 4) != 0,
        (flags & 8) != 0);
  }

  private static Situation plain(Outcome one, Outcome other, Action action) {
    return new Situation(EXCHANGE, one, other, action, AUTOMATIC, false, false, false, false);
  }

  private static String text(Decision decision) {
    return switch (decision) {
      case Decision.ByCustomerKey by -> "CUSTOMER";
      case Decision.ByAvailabilityKey by -> by.authority().name();
      case Decision.Refuse refuse -> refuse.reason().name();
    };
  }
}
