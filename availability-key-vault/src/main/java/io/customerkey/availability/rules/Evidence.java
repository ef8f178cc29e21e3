package io.customerkey.availability.rules;

import io.customerkey.protocol.unwrap.v1.VaultEvidence;
import io.customerkey.protocol.unwrap.v1.VaultOutcome;
import java.util.List;
import java.util.stream.Collectors;

/**
 * What the caller saw at the vaults, read for one record: exactly one attempt at each of its two
 * customer keys. It is the caller's word, kept as the reason of a use; what decides against a use
 * is known here.
 */
public final class Evidence {
  private static final int LONGEST = 200;

  private Evidence() {}

  /**
   * @param shown the attempts, in the order they were made
   * @param customerKeys the record's two key ids with version
   * @return their class; INSUFFICIENT where an attempt is missing or is at another key
   */
  public static Attempts read(List<VaultEvidence> shown, List<String> customerKeys) {
    if (shown.size() != 2 || customerKeys.size() != 2) {
      return Attempts.INSUFFICIENT;
    }
    VaultEvidence first = shown.get(0);
    VaultEvidence second = shown.get(1);
    boolean inOrder = at(first, customerKeys.get(0)) && at(second, customerKeys.get(1));
    boolean swapped = at(first, customerKeys.get(1)) && at(second, customerKeys.get(0));
    return inOrder || swapped
        ? Attempts.of(first.getOutcome(), second.getOutcome())
        : Attempts.INSUFFICIENT;
  }

  /** {@return both verdicts in a sentence, for the tenant's record of the use} */
  public static String sentence(List<VaultEvidence> shown) {
    return shown.stream().map(Evidence::phrase).collect(Collectors.joining("; "));
  }

  private static boolean at(VaultEvidence evidence, String keyId) {
    return evidence.getKeyId().equals(keyId);
  }

  private static String phrase(VaultEvidence evidence) {
    return printable(evidence.getKeyId())
        + " was "
        + outcome(evidence.getOutcome())
        + " ("
        + printable(evidence.getReason())
        + (evidence.getHttpStatus() == 0
            ? ""
            : ", HTTP " + Integer.toUnsignedString(evidence.getHttpStatus()))
        + ")";
  }

  private static String outcome(VaultOutcome outcome) {
    return switch (outcome) {
      case VAULT_OUTCOME_OK -> "OK";
      case VAULT_OUTCOME_DENIED -> "DENIED";
      case VAULT_OUTCOME_UNAVAILABLE -> "UNAVAILABLE";
      case VAULT_OUTCOME_FAULT -> "FAULT";
      case VAULT_OUTCOME_UNKNOWN, VAULT_OUTCOME_UNSPECIFIED, UNRECOGNIZED -> "UNKNOWN";
    };
  }

  private static String printable(String text) {
    String clean = text.replaceAll("[^\\x20-\\x7e]", "?");
    return clean.length() > LONGEST ? clean.substring(0, LONGEST) + "…" : clean;
  }
}
