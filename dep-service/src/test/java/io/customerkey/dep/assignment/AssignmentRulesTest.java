package io.customerkey.dep.assignment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.customerkey.crypto.id.Id128;
import io.customerkey.crypto.id.KeyKind;
import io.customerkey.crypto.id.PolicyId;
import io.customerkey.crypto.id.Workload;
import io.customerkey.dep.policy.PolicyState;
import io.customerkey.protocol.failure.CustomerKeyException;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class AssignmentRulesTest {
  private static final PolicyId POLICY = new PolicyId(new Id128(1, 1));

  @Test
  void aPolicyOfTheOtherWorkloadIsRefusedByItsField() {
    assertThatThrownBy(() ->
            AssignmentRules.requireTarget(
                ObjectKind.MAILBOX, Workload.SHAREPOINT, PolicyState.ACTIVE))
        .isInstanceOfSatisfying(
            CustomerKeyException.class,
            refused -> {
              assertThat(refused.reasonName()).isEqualTo("ARGUMENT_INVALID");
              assertThat(refused.metadata()).containsEntry("field", "policyId");
            });
    assertThatCode(() ->
            AssignmentRules.requireTarget(ObjectKind.SITE, Workload.SHAREPOINT, PolicyState.ACTIVE))
        .doesNotThrowAnyException();
  }

  @ParameterizedTest
  @CsvSource({"MAILBOX, 1, EXCHANGE, MAILBOX", "SITE, 2, SHAREPOINT, SITE"})
  void kindsKeepTheirNumbers(ObjectKind kind, int number, Workload workload, KeyKind keyKind) {
    assertThat((int) kind.number()).isEqualTo(number).isEqualTo(keyKind.number());
    assertThat(ObjectKind.of(number)).isEqualTo(kind);
    assertThat(kind.workload()).isEqualTo(workload);
    assertThat(kind.keyKind()).isEqualTo(keyKind);
  }

  @Test
  void anActivePolicyTakesAssignments() {
    assertThatCode(() -> AssignmentRules.requireTakesAssignments(PolicyState.ACTIVE))
        .doesNotThrowAnyException();
  }

  @ParameterizedTest
  @CsvSource({
    "CREATING, POLICY_NOT_ACTIVE",
    "DRAINING, POLICY_DRAINING",
    "RETIRED, POLICY_NOT_ACTIVE",
    "RECOVERING, POLICY_NOT_ACTIVE",
    "PURGE_REQUESTED, POLICY_NOT_ACTIVE",
    "PURGED, POLICY_PURGED",
  })
  void anyOtherPolicyRefusesWithItsReason(PolicyState state, String reason) {
    assertThatThrownBy(() -> AssignmentRules.requireTakesAssignments(state))
        .isInstanceOfSatisfying(
            CustomerKeyException.class,
            refused -> assertThat(refused.reasonName()).isEqualTo(reason));
  }

  @Test
  void anAssignmentIsPendingUntilItsVersionIsApplied() {
    Assignment fresh = new Assignment(POLICY, 2, Instant.EPOCH, Optional.empty());

    assertThat(fresh.state()).isEqualTo(Assignment.State.PENDING);
    assertThat(applied(1).state()).isEqualTo(Assignment.State.PENDING);
    assertThat(applied(2).state()).isEqualTo(Assignment.State.APPLIED);
  }

  private static Assignment applied(long version) {
    return new Assignment(
        POLICY,
        2,
        Instant.EPOCH,
        Optional.of(new Assignment.Applied(version, POLICY, Instant.EPOCH)));
  }
}
