package io.customerkey.unwrap.onboarding;

import io.customerkey.unwrap.policy.KeyOwner;
import io.customerkey.unwrap.vault.KeyFacts;
import io.customerkey.unwrap.vault.KeyType;
import io.customerkey.unwrap.vault.KeyUri;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What a key must be, judged by what its vault says about it. The rules are those that Microsoft
 * documents for Customer Key ("Set up Customer Key"): two vaults, RSA of 2048 to 4096 bits, no
 * expiry or 9999-12-31, soft delete, and in the strict profile the recovery level {@code
 * Recoverable+ProtectedSubscription}; the tag is ours.
 */
public final class KeyChecks {
  /** Only a vault's owner can set it, so it shows whose the key is. */
  public static final String TAG = "customerkey-tenant";

  /** What the strict profile demands: no one can purge the key or cancel its subscription. */
  public static final String PROTECTED = "Recoverable+ProtectedSubscription";

  private static final int LEAST_BITS = 2048;
  private static final int MOST_BITS = 4096;
  private static final Instant LAST_DAY = Instant.parse("9999-12-31T00:00:00Z");
  private static final String RECOVERABLE = "Recoverable";
  private static final String PURGEABLE = "Purgeable";
  private static final String PURGE_PROTECTION =
      "purge protection is off: turn it on (az keyvault update --enable-purge-protection true)";

  private KeyChecks() {}

  /**
   * @param one a key
   * @param other the other
   * @return whether they are in different vaults
   */
  public static Check twoVaults(KeyUri one, KeyUri other) {
    return Check.of(
        !one.host().equals(other.host()),
        Check.Id.TWO_VAULTS,
        Check.BOTH,
        one.host() + ", " + other.host(),
        "the two keys must be in two different vaults");
  }

  /**
   * @param facts what the vault says
   * @param owner who must own the key
   * @param slot of the key
   * @param strict what the strict profile demands
   * @param now wall clock
   * @return all that follows from the facts alone
   */
  public static List<Check> of(
      KeyFacts facts, KeyOwner owner, int slot, boolean strict, Instant now) {
    return List.of(
        tag(facts, owner, slot),
        Check.of(
            isRsa(facts),
            Check.Id.KEY_TYPE,
            slot,
            facts.type().text(),
            "a customer key is an RSA key (kty RSA or RSA-HSM)"),
        Check.of(
            facts.bits() >= LEAST_BITS && facts.bits() <= MOST_BITS,
            Check.Id.KEY_SIZE,
            slot,
            facts.bits() + " bits",
            "a customer key has " + LEAST_BITS + " to " + MOST_BITS + " bits"),
        Check.of(
            facts.enabled(),
            Check.Id.KEY_ENABLED,
            slot,
            facts.enabled() ? "enabled" : "disabled",
            "enable the key version"),
        expiry(facts, slot),
        notBefore(facts, slot, now),
        recoveryLevel(facts.recoveryLevel(), slot, strict));
  }

  /**
   * @param claimed who has claimed the key, if anybody
   * @param owner who names it as theirs
   * @param slot of the key
   * @return whether no other has
   */
  public static Check claim(Optional<KeyOwner> claimed, KeyOwner owner, int slot) {
    return Check.of(
        claimed.map(owner::equals).orElse(true),
        Check.Id.KEY_CLAIM,
        slot,
        claimed.map(by -> by.equals(owner) ? "this tenant" : "another tenant").orElse("nobody yet"),
        "the key belongs to another tenant of this service: name a key of your own");
  }

  private static Check tag(KeyFacts facts, KeyOwner owner, int slot) {
    String tag = facts.tags().getOrDefault(TAG, "");
    return Check.of(
        owner.toString().equalsIgnoreCase(tag),
        Check.Id.OWNER_TAG,
        slot,
        tag.isEmpty() ? "no tag " + TAG : TAG + "=" + printable(tag),
        "the key lacks the tag " + TAG + "=" + owner);
  }

  private static boolean isRsa(KeyFacts facts) {
    return facts.type() == KeyType.RSA || facts.type() == KeyType.RSA_HSM;
  }

  private static Check expiry(KeyFacts facts, int slot) {
    return Check.of(
        facts.expires().map(end -> !end.isBefore(LAST_DAY)).orElse(true),
        Check.Id.KEY_EXPIRY,
        slot,
        facts.expires().map(Instant::toString).orElse("none"),
        "a key that expires ends its policies: set its expiry to 9999-12-31 (once set it cannot be removed)");
  }

  private static Check notBefore(KeyFacts facts, int slot, Instant now) {
    return Check.of(
        facts.notBefore().map(start -> !now.isBefore(start)).orElse(true),
        Check.Id.KEY_NOT_BEFORE,
        slot,
        facts.notBefore().map(Instant::toString).orElse("none"),
        "the key is not valid yet: wait, or set its start to the past");
  }

  private static Check recoveryLevel(String level, int slot, boolean strict) {
    String observed = level.isEmpty() ? "none" : printable(level);
    if (strict) {
      return Check.of(
          level.equals(PROTECTED),
          Check.Id.RECOVERY_LEVEL,
          slot,
          observed,
          "the strict profile demands "
              + PROTECTED
              + ": purge protection, and the mandatory retention period on the subscription");
    }
    if (!level.equals(RECOVERABLE) && !level.startsWith(RECOVERABLE + "+")) {
      return Check.failed(
          Check.Id.RECOVERY_LEVEL,
          slot,
          observed,
          "the vault needs soft delete with 90 days retention");
    }
    return new Check(
        Check.Id.RECOVERY_LEVEL,
        slot,
        Check.Result.PASSED,
        observed,
        level.endsWith(PURGEABLE) ? PURGE_PROTECTION : "");
  }

  /** A stranger wrote it: bounded, and without what moves a terminal's cursor. */
  private static String printable(String text) {
    String cut = text.length() > 64 ? text.substring(0, 64) : text;
    return cut.replaceAll("[^\\x20-\\x7e]", "?");
  }
}
