package io.customerkey.unwrap.onboarding;

import static org.assertj.core.api.Assertions.assertThat;

import io.customerkey.crypto.Bytes;
import io.customerkey.crypto.id.Id128;
import io.customerkey.crypto.id.TenantId;
import io.customerkey.unwrap.policy.KeyOwner;
import io.customerkey.unwrap.vault.KeyFacts;
import io.customerkey.unwrap.vault.KeyType;
import io.customerkey.unwrap.verdict.Pairs;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class KeyChecksTest {
  private static final Instant NOW = Pairs.START;
  private static final KeyOwner OWNER = KeyOwner.of(new TenantId(new Id128(1, 2)));
  private static final KeyOwner OTHER = KeyOwner.of(new TenantId(new Id128(3, 4)));

  private final Map<String, String> tags =
      new HashMap<>(Map.of(KeyChecks.TAG, OWNER.toString().toUpperCase(java.util.Locale.ROOT)));
  private KeyType type = KeyType.RSA;
  private int bits = 3072;
  private boolean enabled = true;
  private Optional<Instant> notBefore = Optional.empty();
  private Optional<Instant> expires = Optional.empty();
  private String recoveryLevel = "Recoverable";

  private KeyFacts facts() {
    return new KeyFacts(
        Pairs.A, type, bits, Bytes.empty(), tags, enabled, notBefore, expires, recoveryLevel);
  }

  private Check check(Check.Id id, boolean strict) {
    return KeyChecks.of(facts(), OWNER, 1, strict, NOW).stream()
        .filter(check -> check.id() == id)
        .findFirst()
        .orElseThrow();
  }

  private List<Check.Id> failed() {
    return KeyChecks.of(facts(), OWNER, 1, false, NOW).stream()
        .filter(check -> check.result() == Check.Result.FAILED)
        .map(Check::id)
        .toList();
  }

  @Test
  void passesAKeyThatIsAsItMustBe() {
    assertThat(KeyChecks.of(facts(), OWNER, 2, false, NOW))
        .allSatisfy(check -> {
          assertThat(check.result()).isEqualTo(Check.Result.PASSED);
          assertThat(check.slot()).isEqualTo(2);
          assertThat(check.observed()).isNotEmpty();
          assertThat(check.advice()).isEmpty();
        });
  }

  @ParameterizedTest
  @CsvSource({"2047, false", "2048, true", "4096, true", "4097, false"})
  void knowsTheLengthsOfRsaKeys(int length, boolean good) {
    bits = length;

    assertThat(failed()).isEqualTo(good ? List.of() : List.of(Check.Id.KEY_SIZE));
  }

  @Test
  void takesAKeyOfAnHsmButNoEllipticOne() {
    type = KeyType.RSA_HSM;
    assertThat(failed()).isEmpty();

    type = KeyType.OTHER;
    assertThat(failed()).containsExactly(Check.Id.KEY_TYPE);
  }

  @Test
  void refusesATagOfAnotherTenantAndNone() {
    tags.put(KeyChecks.TAG, OTHER.toString());
    assertThat(check(Check.Id.OWNER_TAG, false).result()).isEqualTo(Check.Result.FAILED);

    tags.clear();
    assertThat(check(Check.Id.OWNER_TAG, false).advice()).contains(KeyChecks.TAG + "=" + OWNER);
  }

  @Test
  void showsNoControlCharactersOfATag() {
    tags.put(KeyChecks.TAG, "\u001b[2Jx".repeat(40));

    assertThat(check(Check.Id.OWNER_TAG, false).observed())
        .doesNotContain("\u001b")
        .hasSizeLessThan(100);
  }

  @ParameterizedTest
  @CsvSource({
    ", true",
    "9999-12-31T00:00:00Z, true",
    "9999-12-31T23:59:59Z, true",
    "9999-12-30T23:59:59Z, false",
    "2027-01-01T00:00:00Z, false",
    "2020-01-01T00:00:00Z, false"
  })
  void knowsOneExpiryThatIsNone(Instant end, boolean good) {
    expires = Optional.ofNullable(end);

    assertThat(failed()).isEqualTo(good ? List.of() : List.of(Check.Id.KEY_EXPIRY));
  }

  @Test
  void refusesAKeyThatIsNotValidYetOrDisabled() {
    notBefore = Optional.of(NOW);
    assertThat(failed()).isEmpty();

    notBefore = Optional.of(NOW.plusSeconds(1));
    enabled = false;
    assertThat(failed()).containsExactly(Check.Id.KEY_ENABLED, Check.Id.KEY_NOT_BEFORE);
  }

  @ParameterizedTest
  @CsvSource({
    "'', false, false",
    "Purgeable, false, false",
    "CustomizedRecoverable, false, false",
    "Recoverablexx, false, false",
    "Recoverable+Purgeable, true, false",
    "Recoverable, true, false",
    "Recoverable+ProtectedSubscription, true, true",
    "CustomizedRecoverable+ProtectedSubscription, false, false"
  })
  void demandsSoftDeleteAndInTheStrictProfileAProtectedSubscription(
      String level, boolean standard, boolean strict) {
    recoveryLevel = level;

    assertThat(check(Check.Id.RECOVERY_LEVEL, false).result() == Check.Result.PASSED)
        .isEqualTo(standard);
    assertThat(check(Check.Id.RECOVERY_LEVEL, true).result() == Check.Result.PASSED)
        .isEqualTo(strict);
  }

  @Test
  void advisesPurgeProtectionAlsoWhereItPasses() {
    recoveryLevel = "Recoverable+Purgeable";

    assertThat(check(Check.Id.RECOVERY_LEVEL, false).advice()).contains("purge protection");
  }

  @Test
  void tellsWhoHasClaimedAKeyWithoutNamingThem() {
    assertThat(KeyChecks.claim(Optional.empty(), OWNER, 1).result()).isEqualTo(Check.Result.PASSED);
    assertThat(KeyChecks.claim(Optional.of(OWNER), OWNER, 1).result())
        .isEqualTo(Check.Result.PASSED);

    Check stolen = KeyChecks.claim(Optional.of(OTHER), OWNER, 1);
    assertThat(stolen.result()).isEqualTo(Check.Result.FAILED);
    assertThat(stolen.toString()).doesNotContain(OTHER.toString());
  }

  @Test
  void wantsTwoVaults() {
    assertThat(KeyChecks.twoVaults(Pairs.A, Pairs.B).result()).isEqualTo(Check.Result.PASSED);
    assertThat(KeyChecks.twoVaults(Pairs.A, Pairs.A).result()).isEqualTo(Check.Result.FAILED);
  }
}
