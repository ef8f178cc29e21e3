package io.customerkey.dep.mailbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.customerkey.dep.refusal.Refusal;
import io.customerkey.dep.refusal.RefusedException;
import io.customerkey.protocol.failure.CustomerKeyException;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class LicenceRulesTest {
  @ParameterizedTest
  @CsvSource({"USER, true", "MAIL_USER, true", "SHARED, true", "SHARED, false"})
  void aMailboxMayHaveACustomersPolicy(MailboxKind kind, boolean licensed) {
    assertThatCode(() -> LicenceRules.requireLicence("mailbox", kind, licensed))
        .doesNotThrowAnyException();
  }

  @ParameterizedTest
  @CsvSource({"USER", "MAIL_USER"})
  void aMailboxWithoutTheLicenceItNeedsMayNot(MailboxKind kind) {
    assertThatThrownBy(() -> LicenceRules.requireLicence("mailboxIds[3]", kind, false))
        .isInstanceOfSatisfying(
            RefusedException.class,
            refused -> {
              assertThat(refused.refusal()).isEqualTo(Refusal.LICENCE_REQUIRED);
              assertThat(refused.field()).hasValue("mailboxIds[3]");
            });
  }

  @Test
  void aChangeOfNothingIsRefused() {
    assertThatThrownBy(() -> new MailboxChange(Optional.empty(), Optional.empty()))
        .isInstanceOfSatisfying(
            CustomerKeyException.class,
            refused -> assertThat(refused.metadata()).containsEntry("field", "body"));
  }
}
