package io.customerkey.dep.mailbox;

import io.customerkey.dep.refusal.Refusal;
import io.customerkey.dep.refusal.RefusedException;

/** Which mailbox may have a customer's policy (F5). */
public final class LicenceRules {
  private LicenceRules() {}

  /**
   * @param field names the mailbox in the refusal
   * @param kind of the mailbox
   * @param licensed whether it has a licence
   * @throws RefusedException LICENCE_REQUIRED
   */
  public static void requireLicence(String field, MailboxKind kind, boolean licensed) {
    if (kind.needsLicence() && !licensed) {
      throw RefusedException.of(
          Refusal.LICENCE_REQUIRED,
          field,
          field + ": a mailbox of kind " + kind + " needs a licence for a customer's policy");
    }
  }
}
