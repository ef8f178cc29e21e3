package io.customerkey.exchange.api;

import io.customerkey.crypto.id.MailboxId;
import io.customerkey.exchange.mailbox.Access;
import io.customerkey.protocol.common.v1.FailureReason;
import io.customerkey.protocol.common.v1.Purpose;
import io.customerkey.protocol.failure.CustomerKeyException;
import io.customerkey.servicekit.identity.Caller;
import io.customerkey.servicekit.identity.VerifiedToken;
import java.util.Set;

/** Which purposes each act may have. */
final class Purposes {
  /** Reading and listing. */
  static final Purposes READ =
      new Purposes(
          Set.of(
              Purpose.PURPOSE_USER_READ,
              Purpose.PURPOSE_SEARCH_INDEX,
              Purpose.PURPOSE_EDISCOVERY,
              Purpose.PURPOSE_ANTIMALWARE));

  /** Storing. */
  static final Purposes WRITE =
      new Purposes(Set.of(Purpose.PURPOSE_USER_WRITE, Purpose.PURPOSE_MAIL_DELIVERY));

  /** Deleting. */
  static final Purposes DELETE = new Purposes(Set.of(Purpose.PURPOSE_USER_WRITE));

  private final Set<Purpose> allowed;

  private Purposes(Set<Purpose> allowed) {
    this.allowed = allowed;
  }

  /**
   * @return access for the token's tenant
   * @throws CustomerKeyException PURPOSE_NOT_ALLOWED if the act has no such purpose or the token
   *     does not grant it; CALLER_NOT_ALLOWED without a tenant
   */
  Access access(Caller caller, MailboxId mailbox, Purpose purpose) {
    if (purpose == Purpose.PURPOSE_UNSPECIFIED || purpose == Purpose.UNRECOGNIZED) {
      throw CustomerKeyException.invalid("purpose", "say why");
    }
    if (!allowed.contains(purpose)) {
      throw CustomerKeyException.of(
              FailureReason.FAILURE_REASON_PURPOSE_NOT_ALLOWED,
              purpose.name() + " is no purpose of this call")
          .with("purpose", purpose.name());
    }
    VerifiedToken token = caller.requireToken();
    token.requirePurpose(purpose);
    return new Access(caller, token.requireTenant(), mailbox, purpose);
  }
}
