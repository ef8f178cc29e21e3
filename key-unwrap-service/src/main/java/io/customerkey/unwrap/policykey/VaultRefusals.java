package io.customerkey.unwrap.policykey;

import io.customerkey.unwrap.refusal.Reason;
import io.customerkey.unwrap.refusal.RefusedException;
import io.customerkey.unwrap.vault.DenialReason;
import io.customerkey.unwrap.vault.VaultAnswer;
import io.customerkey.unwrap.verdict.Outcome;
import java.time.Duration;
import java.util.Optional;

/** What a vault's answer means where a key must work now, with no other to fall back to. */
final class VaultRefusals {
  private VaultRefusals() {}

  /**
   * @param answer anything but a success
   * @param field that named the key
   * @return the refusal
   */
  static RefusedException of(VaultAnswer<?> answer, String field) {
    String code = answer.evidence().errorCode();
    String cause = ": " + Outcome.reason(answer) + (code.isEmpty() ? "" : " (" + code + ")");
    RefusedException refusal =
        switch (answer) {
          case VaultAnswer.Ok<?> ok -> throw new IllegalArgumentException("no refusal");
          case VaultAnswer.Denied<?> denied when denied.reason() == DenialReason.VAULT_MOVED ->
              RefusedException.of(
                  Reason.VAULT_NOT_YOURS, "the vault of " + field + " is in another directory");
          case VaultAnswer.Denied<?> denied ->
              RefusedException.of(Reason.CUSTOMER_KEY_DENIED, "the vault denies " + field + cause);
          case VaultAnswer.Unavailable<?> unavailable ->
              later(
                  RefusedException.of(
                      Reason.VAULT_UNAVAILABLE,
                      "the vault of " + field + " does not answer" + cause),
                  unavailable.retryAfter());
          case VaultAnswer.Fault<?> fault ->
              RefusedException.of(Reason.KEY_MATERIAL_FAULT, "the vault refuses " + field + cause);
        };
    return refusal
        .with("field", field)
        .with("cause", Outcome.reason(answer))
        .with("code", answer.evidence().errorCode())
        .with("attempt", answer.evidence().requestId().value());
  }

  private static RefusedException later(RefusedException refusal, Optional<Duration> wait) {
    return wait.map(refusal::retryAfter).orElse(refusal);
  }
}
