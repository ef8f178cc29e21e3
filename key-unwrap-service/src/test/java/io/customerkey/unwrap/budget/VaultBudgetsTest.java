package io.customerkey.unwrap.budget;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.customerkey.unwrap.house.HeldPause;
import io.customerkey.unwrap.house.House;
import io.customerkey.unwrap.refusal.Reason;
import io.customerkey.unwrap.refusal.RefusedException;
import io.customerkey.unwrap.vault.VaultHost;
import io.smallrye.mutiny.helpers.test.UniAssertSubscriber;
import java.time.Duration;
import java.util.Set;
import org.junit.jupiter.api.Test;

final class VaultBudgetsTest {
  private static final VaultHost A = VaultHost.parse("a.vault.azure.net");
  private static final VaultHost B = VaultHost.parse("b.vault.azure.net");

  private final House house = new House();
  private final HeldPause pause = new HeldPause();
  private final VaultBudgets budgets =
      new VaultBudgets(new VaultLimits(16, 4, 2, Duration.ofMillis(500)), house.clocks, pause);

  @Test
  void letsNoMoreThanItsUnitsPassInAnyTenSeconds() {
    for (int i = 0; i < 16; i++) {
      use(A, 2048);
    }
    var next = take(A, 2048);

    later(Duration.ofMillis(400));
    next.assertNotTerminated();
    house.clock.advance(Duration.ofSeconds(10));
    var after = take(A, 2048);
    pause.pass();
    after.assertCompleted();
  }

  @Test
  void weighsLargerKeysAsAzureDoes() {
    use(A, 4096);
    use(A, 3072);
    use(A, 3072);

    take(A, 2048).assertNotTerminated();
    take(B, 4096).assertCompleted();
  }

  @Test
  void letsNoMoreThanItsCallsRunAtOneTime() {
    Permit first = take(A, 2048).getItem();
    take(A, 2048);
    take(A, 2048);
    take(A, 2048);
    var fifth = take(A, 2048);
    fifth.assertNotTerminated();

    first.close();
    first.close();

    fifth.assertCompleted();
    take(A, 2048).assertNotTerminated();
  }

  @Test
  void refusesWhoWouldWaitTooLongAndTheOneTooManyAtOnce() {
    for (int i = 0; i < 4; i++) {
      take(A, 2048);
    }
    var waiting = take(A, 2048);
    take(A, 2048);

    refused(take(A, 2048));
    later(Duration.ofMillis(500));

    refused(waiting);
  }

  @Test
  void forgetsWhoStoppedWaiting() {
    Permit running = take(A, 2048).getItem();
    take(A, 2048);
    take(A, 2048);
    take(A, 2048);
    take(A, 2048).cancel();
    var next = take(A, 2048);

    running.close();

    next.assertCompleted();
  }

  @Test
  void countsACallThatNobodyEndedForAMinuteOnly() {
    for (int i = 0; i < 4; i++) {
      take(A, 2048);
    }
    house.clock.advance(Duration.ofSeconds(61));

    take(A, 2048).assertCompleted();
  }

  @Test
  void letsWhatNobodyWaitsForUseHalfOnly() {
    use(A, 4096);
    var spare = spare();
    spare.assertNotTerminated();

    take(A, 2048).assertCompleted();
    house.clock.advance(Duration.ofSeconds(10));
    pause.pass();

    spare.assertCompleted();
    var next = spare();
    next.assertNotTerminated();
    spare.getItem().close();
    next.assertCompleted();
  }

  @Test
  void hasNothingToSpareWhileSomebodyWaits() {
    for (int i = 0; i < 5; i++) {
      take(A, 2048);
    }

    spare().assertNotTerminated();
  }

  @Test
  void refusesABudgetAboveWhatAzurePublishes() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new VaultLimits(2_000, 4, 2, Duration.ZERO));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new VaultLimits(600, 1, 2, Duration.ZERO));
  }

  private void later(Duration span) {
    house.clock.advance(span);
    pause.pass();
  }

  private void use(VaultHost host, int bits) {
    take(host, bits).getItem().close();
  }

  private UniAssertSubscriber<Permit> take(VaultHost host, int bits) {
    return budgets.take(host, bits).subscribe().withSubscriber(UniAssertSubscriber.create());
  }

  private UniAssertSubscriber<Permit> spare() {
    return budgets.spare(Set.of(A, B)).subscribe().withSubscriber(UniAssertSubscriber.create());
  }

  private static void refused(UniAssertSubscriber<Permit> call) {
    assertThat(call.assertFailed().getFailure())
        .isInstanceOfSatisfying(
            RefusedException.class,
            refusal -> {
              assertThat(refusal.reason()).isEqualTo(Reason.OVERLOADED);
              assertThat(refusal.retryAfter()).isPresent();
            });
  }
}
