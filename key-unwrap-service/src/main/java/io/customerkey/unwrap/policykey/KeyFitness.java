package io.customerkey.unwrap.policykey;

import io.customerkey.unwrap.onboarding.Check;
import io.customerkey.unwrap.onboarding.KeyChecks;
import io.customerkey.unwrap.policy.KeyOwner;
import io.customerkey.unwrap.refusal.Reason;
import io.customerkey.unwrap.refusal.RefusedException;
import io.customerkey.unwrap.vault.KeyFacts;
import io.customerkey.unwrap.vault.KeyUri;
import java.time.Instant;
import java.util.List;

/** Refuses what onboarding's standard profile would not pass, by the first check that failed. */
final class KeyFitness {
  private KeyFitness() {}

  static String field(int index) {
    return "keys[" + index + "]";
  }

  static void requireTwoVaults(List<KeyUri> keys) {
    Check vaults = KeyChecks.twoVaults(keys.get(0), keys.get(1));
    if (vaults.result() == Check.Result.FAILED) {
      throw RefusedException.argument(field(1), vaults.advice());
    }
  }

  static void require(KeyFacts facts, KeyOwner owner, String field, Instant now) {
    for (Check check : KeyChecks.of(facts, owner, Check.BOTH, false, now)) {
      if (check.result() == Check.Result.FAILED) {
        throw refusal(check, field);
      }
    }
  }

  private static RefusedException refusal(Check check, String field) {
    String message = field + ": " + check.advice() + " (" + check.observed() + ")";
    return check.id() == Check.Id.OWNER_TAG
        ? RefusedException.of(Reason.VAULT_NOT_YOURS, message)
            .with("field", field)
            .with("cause", "tag_missing")
        : RefusedException.argument(field, message);
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
