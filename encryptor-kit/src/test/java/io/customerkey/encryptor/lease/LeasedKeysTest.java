package io.customerkey.encryptor.lease;

import static org.assertj.core.api.Assertions.assertThat;

import io.customerkey.crypto.SecretBytes;
import io.customerkey.crypto.id.GenerationId;
import io.customerkey.crypto.id.Id128;
import io.customerkey.crypto.id.ItemId;
import io.customerkey.crypto.id.ItemKind;
import io.customerkey.crypto.id.KeyVersionId;
import io.customerkey.crypto.id.MailboxId;
import io.customerkey.crypto.id.PolicyId;
import io.customerkey.crypto.id.TenantId;
import io.customerkey.crypto.item.ItemContext;
import io.customerkey.crypto.item.MailboxKey;
import io.customerkey.protocol.common.v1.Authority;
import io.customerkey.protocol.common.v1.Purpose;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LeasedKeysTest {
  private static final Purpose READ = Purpose.PURPOSE_USER_READ;
  private static final PolicyId POLICY = new PolicyId(new Id128(1, 1));
  private static final LeasedKey NAME = name(1);

  private final TwoClocks clocks = new TwoClocks();
  private final LeasedKeys<MailboxKey> keys = new LeasedKeys<>(clocks, 3);

  /** Two clocks that are moved apart by hand. */
  private static final class TwoClocks implements Moments {
    private Instant wall = Instant.parse("2026-11-22T12:00:00Z");
    private long nanos = Long.MAX_VALUE - 10;

    @Override
    public Moment now() {
      return new Moment(wall, nanos);
    }

    void pass(Duration onWall, Duration monotonic) {
      wall = wall.plus(onWall);
      nanos += monotonic.toNanos();
    }
  }

  private static LeasedKey name(long number) {
    return new LeasedKey(
        new KeyVersionId(new Id128(7, number)), POLICY, new GenerationId(new Id128(2, 2)));
  }

  private static MailboxKey key() {
    return MailboxKey.takeOwnershipOf(SecretBytes.takeOwnershipOf(new byte[32]), NAME.version());
  }

  private static Terms terms(Duration lease, long epoch) {
    return new Terms(Authority.AUTHORITY_CUSTOMER, Set.of(READ), lease, epoch);
  }

  private boolean keep(Terms terms) {
    return keys.keep(NAME, key(), new Lease(terms, clocks.now()));
  }

  @Nested
  class Time {
    @ParameterizedTest
    @CsvSource({"9999,9999,true", "10000,0,false", "0,10000,false", "-5000,10000,false"})
    void endsALeaseByWhicheverClockSaysSo(long wall, long monotonic, boolean covered) {
      keep(terms(Duration.ofSeconds(10), 1));

      clocks.pass(Duration.ofMillis(wall), Duration.ofMillis(monotonic));

      assertThat(keys.covers(NAME, READ)).isEqualTo(covered);
    }

    @Test
    void countsALeaseFromTheMomentTheRequestWasSent() {
      Moment sent = clocks.now();
      clocks.pass(Duration.ofSeconds(4), Duration.ofSeconds(4));

      keys.keep(NAME, key(), new Lease(terms(Duration.ofSeconds(10), 1), sent));
      clocks.pass(Duration.ofSeconds(6), Duration.ofSeconds(6));

      assertThat(keys.covers(NAME, READ)).isFalse();
    }

    @Test
    void neverKeepsAKeyLongerThanFiveMinutes() {
      keep(terms(Duration.ofHours(1), 1));

      clocks.pass(Duration.ofMinutes(5), Duration.ofMinutes(5));

      assertThat(keys.covers(NAME, READ)).isFalse();
    }

    @Test
    void erasesAnAnswerThatCameAfterItsLease() {
      Moment sent = clocks.now();
      MailboxKey key = key();
      clocks.pass(Duration.ofSeconds(1), Duration.ofSeconds(1));

      assertThat(keys.keep(NAME, key, new Lease(terms(Duration.ofMillis(500), 1), sent))).isFalse();
      assertThat(erased(key)).isTrue();
    }

    @Test
    void erasesKeysWhoseLeaseIsOver() {
      MailboxKey key = key();
      keys.keep(NAME, key, new Lease(terms(Duration.ofSeconds(1), 1), clocks.now()));
      clocks.pass(Duration.ofSeconds(1), Duration.ofSeconds(1));

      assertThat(keys.removeEnded()).isEqualTo(1);
      assertThat(erased(key)).isTrue();
    }
  }

  @Nested
  class Purposes {
    @Test
    void servesOnlyThePurposesThatWereAnswered() {
      keep(terms(Duration.ofMinutes(1), 1));

      assertThat(keys.covers(NAME, READ)).isTrue();
      assertThat(keys.covers(NAME, Purpose.PURPOSE_USER_WRITE)).isFalse();
    }

    @Test
    void neverServesAPersonWithAKeyOpenedForSystemActions() {
      keep(
          new Terms(
              Authority.AUTHORITY_AVAILABILITY_SYSTEM,
              Set.of(READ, Purpose.PURPOSE_SEARCH_INDEX),
              Duration.ofMinutes(1),
              1));

      assertThat(keys.covers(NAME, READ)).isFalse();
      assertThat(keys.covers(NAME, Purpose.PURPOSE_SEARCH_INDEX)).isTrue();
    }

    @Test
    void keepsNothingThatNobodyOpened() {
      assertThat(
              keep(
                  new Terms(
                      Authority.AUTHORITY_UNSPECIFIED, Set.of(READ), Duration.ofMinutes(1), 1)))
          .isFalse();
    }
  }

  @Nested
  class Epochs {
    @Test
    void dropsWhatCarriesALowerEpoch() {
      MailboxKey key = key();
      keys.keep(NAME, key, new Lease(terms(Duration.ofMinutes(1), 4), clocks.now()));

      assertThat(keys.drop(POLICY, 5)).isEqualTo(1);

      assertThat(keys.covers(NAME, READ)).isFalse();
      assertThat(erased(key)).isTrue();
    }

    @Test
    void keepsWhatCarriesTheSameEpoch() {
      keep(terms(Duration.ofMinutes(1), 5));

      assertThat(keys.drop(POLICY, 5)).isZero();
      assertThat(keys.covers(NAME, READ)).isTrue();
    }

    @Test
    void refusesAnAnswerThatWasOnItsWayWhenTheDropWasAcknowledged() {
      keys.drop(POLICY, 5);

      assertThat(keep(terms(Duration.ofMinutes(1), 4))).isFalse();
      assertThat(keys.size()).isZero();
    }

    @Test
    void isNotLoweredByALateDrop() {
      keys.drop(POLICY, 5);
      keys.drop(POLICY, 3);

      assertThat(keep(terms(Duration.ofMinutes(1), 4))).isFalse();
    }

    @Test
    void leavesOtherPoliciesAlone() {
      keep(terms(Duration.ofMinutes(1), 1));

      keys.drop(new PolicyId(new Id128(9, 9)), 100);

      assertThat(keys.covers(NAME, READ)).isTrue();
    }
  }

  @Test
  void erasesTheLongestUnusedKeyWhenThereAreTooMany() {
    Lease lease = new Lease(terms(Duration.ofMinutes(1), 1), clocks.now());
    for (long n = 1; n <= 3; n++) {
      keys.keep(name(n), key(), lease);
    }
    keys.covers(name(1), READ);

    keys.keep(name(4), key(), lease);

    assertThat(keys.covers(name(2), READ)).isFalse();
    assertThat(keys.covers(name(1), READ)).isTrue();
  }

  @Test
  void findsNoKeyUnderAnotherGenerationThanTheOneThatWrapsItNow() {
    keep(terms(Duration.ofMinutes(1), 1));
    LeasedKey moved = new LeasedKey(NAME.version(), POLICY, new GenerationId(new Id128(3, 3)));

    assertThat(keys.covers(moved, READ)).isFalse();
  }

  /** A closed key refuses to be used. */
  private static boolean erased(MailboxKey key) {
    Id128 any = new Id128(5, 5);
    ItemContext context =
        new ItemContext(new TenantId(any), new MailboxId(any), new ItemId(any), 1, ItemKind.MAIL);
    try (var stream = key.encryptor(context, new SplittableRandom(1))) {
      return stream == null;
    } catch (IllegalStateException closed) {
      return true;
    }
  }
}
