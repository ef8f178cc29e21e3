package io.customerkey.model;

import static org.assertj.core.api.Assertions.assertThat;

import io.customerkey.availability.rules.Action;
import io.customerkey.availability.rules.Attempts;
import io.customerkey.availability.rules.AvailabilityRule;
import io.customerkey.availability.rules.Facts;
import io.customerkey.availability.rules.Mode;
import io.customerkey.availability.rules.Standing;
import io.customerkey.crypto.id.Workload;
import io.customerkey.protocol.unwrap.v1.VaultOutcome;
import io.customerkey.unwrap.policy.Authority;
import io.customerkey.unwrap.rules.AvailabilityMode;
import io.customerkey.unwrap.rules.Decision;
import io.customerkey.unwrap.rules.DecisionTable;
import io.customerkey.unwrap.rules.Situation;
import io.customerkey.unwrap.verdict.Outcome;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * key-unwrap-service and availability-key-vault decide by their own tables. Where both know the
 * same, they decide the same; where they do not, the more careful one holds.
 */
final class TablesAgreeTest {
  @ParameterizedTest
  @EnumSource
  void servesExactlyWhatIsAskedForWhereBothKnowTheSame(Workload workload) {
    for (Situation s : everyFailure(workload)) {
      var served = AvailabilityRule.decide(action(s), attempts(s), facts(s, s.denied()));
      boolean asked = DecisionTable.decide(s) instanceof Decision.ByAvailabilityKey;

      assertThat(served instanceof io.customerkey.availability.rules.Decision.Serve)
          .as("%s", s)
          .isEqualTo(asked);
    }
  }

  @ParameterizedTest
  @EnumSource
  void servesNobodyADenialThatOnlyOneOfThemKnows(Workload workload) {
    for (Situation s : everyFailure(workload)) {
      if (s.recovering() || s.action() != io.customerkey.unwrap.policy.Action.USER) {
        continue;
      }
      boolean keeperKnows =
          AvailabilityRule.decide(action(s), attempts(s), facts(s, true))
              instanceof io.customerkey.availability.rules.Decision.Serve;
      boolean opened = DecisionTable.decide(denied(s)) instanceof Decision.ByAvailabilityKey;

      assertThat(keeperKnows).as("%s", s).isFalse();
      assertThat(opened).as("%s", s).isFalse();
    }
  }

  @ParameterizedTest
  @EnumSource
  void callsAnOutageAndASystemActionByTheSameName(Workload workload) {
    for (Situation s : everyFailure(workload)) {
      if (DecisionTable.decide(s) instanceof Decision.ByAvailabilityKey by
          && AvailabilityRule.decide(action(s), attempts(s), facts(s, s.denied()))
              instanceof io.customerkey.availability.rules.Decision.Serve serve) {
        assertThat(by.authority() == Authority.AVAILABILITY_SYSTEM)
            .as("%s", s)
            .isEqualTo(
                serve.ground() == io.customerkey.availability.rules.Decision.Ground.SYSTEM_ACTION);
      }
    }
  }

  private static List<Situation> everyFailure(Workload workload) {
    List<Outcome> failures = List.of(Outcome.DENIED, Outcome.UNAVAILABLE, Outcome.FAULT);
    List<Situation> all = new ArrayList<>();
    for (Outcome first : failures) {
      for (Outcome second : failures) {
        for (var action : io.customerkey.unwrap.policy.Action.values()) {
          for (AvailabilityMode mode : AvailabilityMode.values()) {
            for (int flags = 0; flags < 16; flags++) {
              all.add(
                  new Situation(
                      workload,
                      first,
                      second,
                      action,
                      mode,
                      (flags & 1) != 0,
                      (flags & 2) != 0,
                      (flags & 4) != 0,
                      (flags & 8) != 0));
            }
          }
        }
      }
    }
    return all;
  }

  private static Situation denied(Situation s) {
    return new Situation(
        s.workload(),
        s.first(),
        s.second(),
        s.action(),
        s.mode(),
        s.strict(),
        s.fallback(),
        true,
        s.recovering());
  }

  private static Action action(Situation s) {
    return switch (s.action()) {
      case USER -> Action.USER;
      case SYSTEM -> Action.SYSTEM;
      case CHANGE -> Action.POLICY_CHANGE;
    };
  }

  private static Attempts attempts(Situation s) {
    return Attempts.of(wire(s.first()), wire(s.second()));
  }

  private static VaultOutcome wire(Outcome outcome) {
    return VaultOutcome.valueOf("VAULT_OUTCOME_" + outcome.name());
  }

  private static Facts facts(Situation s, boolean denied) {
    return new Facts(
        s.workload() == Workload.EXCHANGE ? Facts.Kind.EXCHANGE : Facts.Kind.SHAREPOINT,
        Mode.valueOf(s.mode().name()),
        Standing.IN_USE,
        false,
        s.recovering(),
        denied,
        s.strict(),
        s.fallback());
  }
}
