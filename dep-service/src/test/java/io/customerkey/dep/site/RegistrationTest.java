package io.customerkey.dep.site;

import static org.assertj.core.api.Assertions.assertThat;

import io.customerkey.dep.tenant.Geo;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class RegistrationTest {
  @ParameterizedTest
  @CsvSource({
    "UNREGISTERED, REGISTERING, UNREGISTERED, 1",
    "REGISTERING, REGISTERING, REGISTERED, 2",
    "REGISTERED, ROLLING, REGISTERED, 3",
    "ROLLING, ROLLING, REGISTERED, 4",
  })
  void goesWhereAnotherPolicyOrTheLastSiteLeads(
      RegistrationState from, RegistrationState policy, RegistrationState applied, int number) {
    assertThat(from.onPolicy()).isEqualTo(policy);
    assertThat(from.onAllApplied()).isEqualTo(applied);
    assertThat(from.number()).isEqualTo(number);
    assertThat(RegistrationState.of(number)).isEqualTo(from);
  }

  @ParameterizedTest
  @CsvSource({
    "REGISTERING, 100000, 99999, REGISTERING, 99",
    "REGISTERING, 3, 3, REGISTERED, 100",
    "ROLLING, 3, 1, ROLLING, 33",
    "ROLLING, 0, 0, REGISTERED, 100",
    "REGISTERED, 4, 3, REGISTERED, 75",
    "UNREGISTERED, 2, 0, UNREGISTERED, 0",
  })
  void isCompleteOnlyWhenEverySiteHasFollowed(
      RegistrationState stored, long total, long applied, RegistrationState state, int percent) {
    Registration registration =
        new Registration(
            new Geo("EUR"),
            true,
            stored,
            Optional.empty(),
            new Registration.SiteCount(total, total, applied),
            Optional.empty());

    assertThat(registration.state()).isEqualTo(state);
    assertThat(registration.sites().percent()).isEqualTo(percent);
  }
}
