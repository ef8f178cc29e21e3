package io.customerkey.unwrap.policykey;

import static io.customerkey.unwrap.verdict.Outcome.DENIED;
import static io.customerkey.unwrap.verdict.Outcome.FAULT;
import static io.customerkey.unwrap.verdict.Outcome.OK;
import static io.customerkey.unwrap.verdict.Outcome.UNAVAILABLE;
import static io.customerkey.unwrap.verdict.Pairs.A;
import static io.customerkey.unwrap.verdict.Pairs.B;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.customerkey.crypto.id.VerdictId;
import io.customerkey.crypto.id.Workload;
import io.customerkey.unwrap.attempt.Cause;
import io.customerkey.unwrap.attempt.Operation;
import io.customerkey.unwrap.house.House;
import io.customerkey.unwrap.policy.Authority;
import io.customerkey.unwrap.policy.PolicyState;
import io.customerkey.unwrap.policy.Purpose;
import io.customerkey.unwrap.policy.SomeSettings;
import io.customerkey.unwrap.refusal.Reason;
import io.customerkey.unwrap.refusal.RefusedException;
import io.customerkey.unwrap.verdict.EpochRaised;
import io.customerkey.unwrap.verdict.Outcome;
import io.customerkey.unwrap.verdict.Pairs;
import io.customerkey.unwrap.verdict.VerdictEntry;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

final class PolicyKeysTest {
  private final House house = new House();

  @Nested
  final class Cached {
    @Test
    void asksOneVaultOnceAndThenNoneWhileTheVerdictIsFresh() {
      house.acquire(Purpose.USER_READ);
      house.clock.advance(Duration.ofSeconds(119));
      house.shared();

      house.acquire(Purpose.USER_WRITE);

      assertThat(house.vault.calls()).hasSize(1);
    }

    @Test
    void asksAgainOnceNobodyHasProbedForThreeIntervals() {
      house.acquire(Purpose.USER_READ);
      house.clock.advance(Duration.ofMinutes(2));

      house.acquire(Purpose.USER_READ);

      assertThat(house.vault.calls()).hasSize(2);
    }

    @Test
    void asksAgainAfterADrop() {
      house.acquire(Purpose.USER_READ);
      drop(1);

      Grant grant = house.acquire(Purpose.USER_READ);

      assertThat(house.vault.calls()).hasSize(2);
      assertThat(grant.terms().epoch()).isEqualTo(1);
    }

    @Test
    void throwsAwayWhatWasInFlightDuringADrop() {
      house.vault.meanwhile(() -> {
        if (house.vault.calls().isEmpty()) {
          drop(1);
        }
      });

      Grant grant = house.acquire(Purpose.USER_READ);

      assertThat(grant.terms().epoch()).isEqualTo(1);
      assertThat(house.vault.calls()).hasSize(2);
    }

    @Test
    void givesLeasesThatEndWithTheVerdict() {
      house.acquire(Purpose.USER_READ);
      house.clock.advance(Duration.ofSeconds(100));

      assertThat(house.acquire(Purpose.USER_READ).terms().lease())
          .isEqualTo(Duration.ofSeconds(20));
    }

    @Test
    void servesAllPurposesOfWorkloadsByACustomerKey() {
      assertThat(house.acquire(Purpose.USER_READ).terms().purposes())
          .isEqualTo(EnumSet.complementOf(EnumSet.of(Purpose.MAILBOX_MOVE, Purpose.REENCRYPTION)));
    }
  }

  @Nested
  final class Opening {
    @Test
    void asksEitherVaultFirst() {
      Set<Object> first = new HashSet<>();
      for (int i = 0; i < 200 && first.size() < 2; i++) {
        House fresh = new House();
        fresh.acquire(Purpose.USER_READ);
        first.add(fresh.vault.calls().getFirst());
      }

      assertThat(first).containsExactlyInAnyOrder(A, B);
    }

    @Test
    void asksTheOtherVaultOnAnyFailure() {
      for (Outcome failure : EnumSet.complementOf(EnumSet.of(OK))) {
        House fresh = new House();
        fresh.vault.answers(A, failure);

        assertThat(fresh.acquire(Purpose.USER_READ).terms().authority())
            .isEqualTo(Authority.CUSTOMER);
      }
    }

    @Test
    void writesEveryAttemptBeforeItIsMade() {
      both(UNAVAILABLE);

      house.acquire(Purpose.USER_READ);

      assertThat(house.logs.intents()).hasSameSizeAs(house.vault.calls()).hasSize(2);
      assertThat(house.logs.intents())
          .extracting(intent -> intent.cause().verdict())
          .containsOnly(house.logs.verdicts().getFirst().id());
    }

    @Test
    void asksNobodyIfAttemptsCannotBeWritten() {
      house.logs.breakDown();

      refused(Reason.DEPENDENCY_UNAVAILABLE, Purpose.USER_READ);
      assertThat(house.vault.calls()).isEmpty();
    }
  }

  @Nested
  final class BothVaultsFail {
    @Test
    void theAvailabilityKeyServesInAnOutage() {
      both(UNAVAILABLE);

      Grant grant = house.acquire(Purpose.USER_READ);

      assertThat(grant.terms().authority()).isEqualTo(Authority.AVAILABILITY_OUTAGE);
      assertThat(house.availabilityUses).hasSize(1);
      assertThat(house.logs.verdicts())
          .extracting(VerdictEntry::decision)
          .containsExactly(VerdictEntry.Done.AVAILABILITY_KEY);
    }

    @Test
    void theAvailabilityKeyIsAskedOncePerOutage() {
      both(UNAVAILABLE);
      house.acquire(Purpose.USER_READ);

      house.acquire(Purpose.SEARCH_INDEX);

      assertThat(house.availabilityUses).hasSize(1);
    }

    @Test
    void aCachedKeyServesThroughAnOutageWithoutTheAvailabilityKey() {
      house.acquire(Purpose.USER_READ);
      both(UNAVAILABLE);
      house.clock.advance(Duration.ofSeconds(130));
      house.shared();

      Grant grant = house.acquire(Purpose.USER_READ);

      assertThat(grant.terms().authority()).isEqualTo(Authority.CUSTOMER);
      assertThat(house.availabilityUses).isEmpty();
    }

    @Test
    void usersAreRefusedWhenBothDeny() {
      both(DENIED);

      refused(Reason.CUSTOMER_KEY_DENIED, Purpose.USER_READ);
      assertThat(house.availabilityUses).isEmpty();
    }

    @Test
    void aCachedKeyLivesUntilTheDenialIsConfirmed() {
      house.acquire(Purpose.USER_READ);
      both(DENIED);
      house.clock.advance(Duration.ofSeconds(130));
      house.shared();

      Grant suspect = house.acquire(Purpose.USER_READ);
      assertThat(suspect.terms().lease()).isEqualTo(Duration.ofSeconds(10));

      probeBoth(5);
      probeBoth(5);
      refused(Reason.CUSTOMER_KEY_DENIED, Purpose.USER_READ);
      assertThat(house.cache.all()).isEmpty();
    }

    @Test
    void aConfirmedDenialOutlivesAnOutage() {
      both(DENIED);
      probeBoth(0);
      probeBoth(5);
      probeBoth(5);
      both(UNAVAILABLE);
      house.clock.advance(Duration.ofMinutes(10));

      refused(Reason.CUSTOMER_KEY_DENIED, Purpose.USER_READ);
      assertThat(house.availabilityUses).isEmpty();
    }

    @Test
    void aConfirmedDenialIsAnsweredWithoutAskingTheVaultsAgain() {
      both(DENIED);
      probeBoth(0);
      probeBoth(5);
      probeBoth(5);
      int asked = house.vault.calls().size();

      refused(Reason.CUSTOMER_KEY_DENIED, Purpose.USER_READ);
      assertThat(house.vault.calls()).hasSize(asked);
    }

    @Test
    void aConfirmedDenialIsWrittenDownOncePerPurposeAndProbe() {
      both(DENIED);
      probeBoth(0);
      probeBoth(5);
      probeBoth(5);
      for (int i = 0; i < 3; i++) {
        refused(Reason.CUSTOMER_KEY_DENIED, Purpose.USER_READ);
        refused(Reason.CUSTOMER_KEY_DENIED, Purpose.USER_WRITE);
      }
      assertThat(house.logs.verdicts())
          .extracting(verdict -> verdict.purpose().orElseThrow())
          .containsExactly(Purpose.USER_READ, Purpose.USER_WRITE);

      probeBoth(5);
      refused(Reason.CUSTOMER_KEY_DENIED, Purpose.USER_READ);
      assertThat(house.logs.verdicts()).hasSize(3);
    }

    @Test
    void serviceReturnsWithTheFirstSuccess() {
      both(DENIED);
      probeBoth(0);
      probeBoth(5);
      probeBoth(5);
      both(OK);
      probeBoth(40);

      assertThat(house.acquire(Purpose.USER_READ).terms().authority())
          .isEqualTo(Authority.CUSTOMER);
    }

    @Test
    void systemActionsAreServedByTheAvailabilityKeyWhileDenied() {
      both(DENIED);

      Grant grant = house.acquire(Purpose.MAIL_DELIVERY);

      assertThat(grant.terms().authority()).isEqualTo(Authority.AVAILABILITY_SYSTEM);
      assertThat(grant.terms().purposes())
          .doesNotContain(Purpose.USER_READ, Purpose.USER_WRITE, Purpose.REENCRYPTION);
    }

    @Test
    void aFaultIsNeverAnsweredByTheAvailabilityKey() {
      both(FAULT);

      refused(Reason.KEY_MATERIAL_FAULT, Purpose.MAIL_DELIVERY);
      assertThat(house.availabilityUses).isEmpty();
    }
  }

  @Nested
  final class Stopped {
    @Test
    void aSuspensionIsRefusedWithOneVerdictPerPurposeAndSettings() {
      suspend(1);
      VerdictId first = verdict(Reason.POLICY_SUSPENDED, Purpose.USER_READ);

      assertThat(verdict(Reason.POLICY_SUSPENDED, Purpose.USER_READ)).isEqualTo(first);
      assertThat(verdict(Reason.POLICY_SUSPENDED, Purpose.SEARCH_INDEX)).isNotEqualTo(first);
      house.clock.advance(Duration.ofSeconds(1));
      suspend(2);
      assertThat(verdict(Reason.POLICY_SUSPENDED, Purpose.USER_READ)).isNotEqualTo(first);

      assertThat(house.logs.verdicts())
          .hasSize(3)
          .allSatisfy(written -> {
            assertThat(written.rule()).isEqualTo("SUSPENDED");
            assertThat(written.decision()).isEqualTo(VerdictEntry.Done.REFUSED);
          });
      assertThat(house.vault.calls()).isEmpty();
    }

    @Test
    void aPurgeIsRefusedAlsoWhileThePolicyIsSuspended() {
      suspend(1);
      settle(2, PolicyState.PURGED, Optional.of(Pairs.START.plusSeconds(900)));

      assertThat(verdict(Reason.POLICY_PURGED, Purpose.USER_READ)).isNotNull();
      assertThat(house.logs.verdicts()).extracting(VerdictEntry::rule).containsExactly("PURGED");
    }

    private void suspend(long counter) {
      settle(counter, PolicyState.ACTIVE, Optional.of(Pairs.START.plusSeconds(900)));
    }

    private void settle(long counter, PolicyState state, Optional<Instant> until) {
      house.board.settle(SomeSettings.of(house.record.ref(), counter, state, until));
    }

    private VerdictId verdict(Reason reason, Purpose purpose) {
      RefusedException refused =
          catchThrowableOfType(RefusedException.class, () -> house.acquire(purpose));
      assertThat(refused.reason()).isEqualTo(reason);
      assertThat(refused.details()).containsEntry("policy", house.record.ref().policy().toString());
      VerdictId verdict = VerdictId.parse(Objects.requireNonNull(refused.details().get("verdict")));
      assertThat(house.logs.verdicts()).extracting(VerdictEntry::id).contains(verdict);
      return verdict;
    }
  }

  @Nested
  final class SharePoint {
    private final House sites = new House(Workload.SHAREPOINT);

    @Test
    void aCachedKeyServesThroughAnOutage() {
      sites.acquire(Purpose.USER_READ);
      outage();
      sites.clock.advance(Duration.ofSeconds(130));
      sites.shared();

      assertThat(sites.acquire(Purpose.USER_READ).terms().authority())
          .isEqualTo(Authority.CUSTOMER);
    }

    @Test
    void everybodyIsRefusedRetryablyInAnOutageOnceTheCacheIsDropped() {
      sites.acquire(Purpose.USER_READ);
      outage();
      drop(sites, 1);

      for (Purpose purpose : Purpose.values()) {
        refused(sites, Reason.VAULT_UNAVAILABLE, purpose);
      }
      assertThat(sites.availabilityUses).isEmpty();
    }

    @Test
    void everybodyIsRefusedIfOneVaultDenies() {
      outage();
      sites.vault.answers(A, DENIED);

      for (Purpose purpose : Purpose.values()) {
        refused(sites, Reason.CUSTOMER_KEY_DENIED, purpose);
      }
      assertThat(sites.availabilityUses).isEmpty();
    }

    private void outage() {
      sites.vault.answers(A, UNAVAILABLE);
      sites.vault.answers(B, UNAVAILABLE);
    }
  }

  private void both(Outcome outcome) {
    house.vault.answers(A, outcome);
    house.vault.answers(B, outcome);
  }

  private void probeBoth(long afterSeconds) {
    house.clock.advance(Duration.ofSeconds(afterSeconds));
    house.shared();
    for (int i = 0; i < 2; i++) {
      var cause =
          new Cause(
              house.record.ref(),
              Operation.PROBE,
              Optional.empty(),
              "",
              VerdictId.random(house.random));
      house.copies.open(cause, house.record, i, Duration.ofSeconds(2)).await().indefinitely();
    }
  }

  private void drop(long epoch) {
    drop(house, epoch);
  }

  private static void drop(House house, long epoch) {
    house.board.raise(
        new EpochRaised(
            house.record.ref().tenant(),
            house.record.ref().policy(),
            epoch,
            EpochRaised.Cause.DROP_CACHES));
  }

  private void refused(Reason reason, Purpose purpose) {
    refused(house, reason, purpose);
  }

  private static void refused(House house, Reason reason, Purpose purpose) {
    assertThatThrownBy(() -> house.acquire(purpose))
        .isInstanceOfSatisfying(
            RefusedException.class, refused -> assertThat(refused.reason()).isEqualTo(reason));
  }
}
