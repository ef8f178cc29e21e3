package io.customerkey.dep.mailbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.customerkey.crypto.id.Id128;
import io.customerkey.crypto.id.PolicyId;
import io.customerkey.dep.policy.PolicyState;
import io.customerkey.dep.refusal.Refusal;
import io.customerkey.dep.refusal.RefusedException;
import io.customerkey.protocol.failure.CustomerKeyException;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class AssignmentRulesTest {
  private static final PolicyId POLICY = new PolicyId(new Id128(1, 1));

  @ParameterizedTest
  @CsvSource({"USER, true", "MAIL_USER, true", "SHARED, true", "SHARED, false"})
  void aMailboxMayBeAssigned(MailboxKind kind, boolean licensed) {
    assertThatCode(() -> AssignmentRules.requireAssignable("mailbox", kind, licensed))
        .doesNotThrowAnyException();
  }

  @ParameterizedTest
  @CsvSource({"USER", "MAIL_USER"})
  void aMailboxWithoutTheLicenceItNeedsMayNot(MailboxKind kind) {
    assertThatThrownBy(() -> AssignmentRules.requireAssignable("mailboxIds[3]", kind, false))
        .isInstanceOfSatisfying(
            RefusedException.class,
            refused -> {
              assertThat(refused.refusal()).isEqualTo(Refusal.LICENCE_REQUIRED);
              assertThat(refused.field()).hasValue("mailboxIds[3]");
            });
  }

  @Test
  void anActivePolicyTakesAssignments() {
    assertThatCode(() -> AssignmentRules.requireTarget(PolicyState.ACTIVE))
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
    assertThatThrownBy(() -> AssignmentRules.requireTarget(state))
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
