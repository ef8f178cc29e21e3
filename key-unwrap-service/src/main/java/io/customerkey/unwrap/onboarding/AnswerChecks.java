package io.customerkey.unwrap.onboarding;

import io.customerkey.unwrap.vault.DenialReason;
import io.customerkey.unwrap.vault.Stage;
import io.customerkey.unwrap.vault.VaultAnswer;
import io.customerkey.unwrap.verdict.Outcome;

/** What a vault's answer, other than a success, says of a permission. */
final class AnswerChecks {
  private AnswerChecks() {}

  /**
   * @param id the permission that was tried
   * @param slot of the key
   * @param answer not a success
   * @return failed where somebody decided, unknown where nobody answered
   */
  static Check of(Check.Id id, int slot, VaultAnswer<?> answer) {
    return switch (answer) {
      case VaultAnswer.Ok<?> ok -> Check.passed(id, slot, "works");
      case VaultAnswer.Denied<?> denied ->
          Check.failed(id, slot, observed(answer), advice(denied.reason()));
      case VaultAnswer.Unavailable<?> unavailable ->
          new Check(
              id,
              slot,
              Check.Result.UNKNOWN,
              observed(answer),
              "the vault did not answer: try again");
      case VaultAnswer.Fault<?> fault ->
          Check.failed(
              id,
              slot,
              observed(answer),
              "the vault refuses the request: the key must allow wrapKey and unwrapKey with RSA-OAEP-256");
    };
  }

  /** Whether the vault's answer shows that it takes tokens of the directory. */
  static Check directory(int slot, String directory, VaultAnswer<?> answer) {
    return switch (answer) {
      case VaultAnswer.Ok<?> ok -> Check.passed(Check.Id.DIRECTORY, slot, directory);
      case VaultAnswer.Denied<?> denied when denied.reason() == DenialReason.VAULT_MOVED ->
          Check.failed(
              Check.Id.DIRECTORY,
              slot,
              observed(answer),
              advice(denied.reason()) + ", " + directory);
      case VaultAnswer.Denied<?> denied when denied.evidence().stage() == Stage.RESPONSE ->
          Check.passed(Check.Id.DIRECTORY, slot, directory);
      case VaultAnswer.Denied<?> denied ->
          Check.unknown(Check.Id.DIRECTORY, slot, observed(answer));
      case VaultAnswer.Unavailable<?> unavailable ->
          Check.unknown(Check.Id.DIRECTORY, slot, observed(answer));
      case VaultAnswer.Fault<?> fault -> Check.unknown(Check.Id.DIRECTORY, slot, observed(answer));
    };
  }

  private static String observed(VaultAnswer<?> answer) {
    String status =
        answer.evidence().httpStatus() == 0 ? "" : " (" + answer.evidence().httpStatus() + ")";
    String code =
        answer.evidence().errorCode().isEmpty() ? "" : " " + answer.evidence().errorCode();
    return Outcome.reason(answer) + status + code;
  }

  private static String advice(DenialReason reason) {
    return switch (reason) {
      case KEY_DISABLED -> "enable the key version";
      case PERMISSION_REMOVED, FORBIDDEN ->
          "grant get, wrapKey and unwrapKey to the suite's application (role Key Vault Crypto Service"
              + " Encryption User)";
      case NETWORK_RULE -> "let the service's addresses through the vault's firewall";
      case KEY_DELETED -> "create the key, or recover it";
      case VAULT_MOVED -> "the vault must belong to the tenant's directory";
      case CONSENT_REMOVED -> "consent to the suite's application in the tenant's directory";
    };
  }
}
