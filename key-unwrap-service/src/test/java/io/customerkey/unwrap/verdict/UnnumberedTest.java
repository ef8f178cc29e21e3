package io.customerkey.unwrap.verdict;

import static io.customerkey.unwrap.verdict.Outcome.DENIED;
import static io.customerkey.unwrap.verdict.Outcome.OK;
import static io.customerkey.unwrap.verdict.Outcome.UNAVAILABLE;
import static io.customerkey.unwrap.verdict.Pairs.A;
import static io.customerkey.unwrap.verdict.Pairs.B;
import static io.customerkey.unwrap.verdict.Pairs.START;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Attempts that the database could not number. */
final class UnnumberedTest {
  private static final long NONE = AttemptResult.UNNUMBERED;

  private final Pairs pair = new Pairs(false);

  @Test
  void aSuccessProlongsWhatNoDenialInterrupted() {
    pair.at(A, OK, 0).at(B, UNAVAILABLE, 5).late(A, NONE, OK, 100);

    assertThat(pair.state().verdict(false)).isEqualTo(new PairVerdict.Open(START.plusSeconds(100)));
    assertThat(pair.state().lastSuccess()).isEqualTo(1);
  }

  @Test
  void aSuccessClearsNoDenial() {
    pair.at(A, OK, 0).at(B, DENIED, 5).late(A, NONE, OK, 100);

    assertThat(pair.state().verdict(false))
        .isEqualTo(new PairVerdict.Suspect(START.plusSeconds(5)));
  }

  @Test
  void aSuccessClearsNoConfirmedDenial() {
    pair.both(DENIED, 0).both(DENIED, 5).both(DENIED, 10).late(A, NONE, OK, 100);

    assertThat(pair.state().deniedSince()).contains(START);
  }

  @Test
  void aSuccessClearsNoDenialThatIsUnnumberedToo() {
    pair.at(A, OK, 0).late(B, NONE, DENIED, 5).late(A, NONE, OK, 100);

    assertThat(pair.state().verdict(false))
        .isEqualTo(new PairVerdict.Suspect(START.plusSeconds(5)));
  }

  @Test
  void aNumberedSuccessClearsAnUnnumberedDenial() {
    pair.at(A, OK, 0).late(B, NONE, DENIED, 5).at(A, OK, 100);

    assertThat(pair.state().verdict(false)).isEqualTo(new PairVerdict.Open(START.plusSeconds(100)));
  }

  @Test
  void aDenialFromBeforeTheNewestSuccessIsLate() {
    pair.at(A, OK, 10).late(B, NONE, DENIED, 5);

    assertThat(pair.state().verdict(false)).isEqualTo(new PairVerdict.Open(START.plusSeconds(10)));
  }

  @Test
  void anOlderSuccessShortensNothing() {
    pair.at(A, OK, 10).late(B, NONE, OK, 5);

    assertThat(pair.state().verdict(false)).isEqualTo(new PairVerdict.Open(START.plusSeconds(10)));
  }
}
