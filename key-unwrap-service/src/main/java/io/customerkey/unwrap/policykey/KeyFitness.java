package io.customerkey.unwrap.policykey;

import io.customerkey.unwrap.policy.KeyOwner;
import io.customerkey.unwrap.refusal.Reason;
import io.customerkey.unwrap.refusal.RefusedException;
import io.customerkey.unwrap.vault.KeyFacts;
import io.customerkey.unwrap.vault.KeyType;
import io.customerkey.unwrap.vault.KeyUri;
import java.time.Instant;
import java.util.List;

/** What a key must be to become a customer key. */
final class KeyFitness {
  /** Only a vault's owner can set it, so it shows whose the key is. */
  static final String TAG = "customerkey-tenant";

  private static final int LEAST_BITS = 2048;
  private static final int MOST_BITS = 4096;

  private KeyFitness() {}

  static String field(int index) {
    return "keys[" + index + "]";
  }

  static void requireTwoVaults(List<KeyUri> keys) {
    if (keys.get(0).host().equals(keys.get(1).host())) {
      throw RefusedException.argument(field(1), "the two keys must be in two different vaults");
    }
  }

  static void require(KeyFacts facts, KeyOwner owner, String field, Instant now) {
    if (!owner.toString().equalsIgnoreCase(facts.tags().get(TAG))) {
      throw RefusedException.of(
              Reason.VAULT_NOT_YOURS, field + " lacks the tag " + TAG + "=" + owner)
          .with("field", field)
          .with("cause", "tag_missing");
    }
    if (facts.type() != KeyType.RSA && facts.type() != KeyType.RSA_HSM) {
      throw RefusedException.argument(field, "a customer key is an RSA key");
    }
    if (facts.bits() < LEAST_BITS || facts.bits() > MOST_BITS) {
      throw RefusedException.argument(
          field, "a customer key has " + LEAST_BITS + " to " + MOST_BITS + " bits");
    }
    boolean valid =
        facts.enabled()
            && facts.notBefore().map(start -> !now.isBefore(start)).orElse(true)
            && facts.expires().map(now::isBefore).orElse(true);
    if (!valid) {
      throw RefusedException.argument(field, "the key version is not enabled and valid now");
    }
  }

  static void requireClaimed(boolean theirs, String field) {
    if (!theirs) {
      throw RefusedException.of(
              Reason.VAULT_NOT_YOURS, field + " belongs to another tenant of this service")
          .with("field", field)
          .with("cause", "claimed");
    }
  }
}
