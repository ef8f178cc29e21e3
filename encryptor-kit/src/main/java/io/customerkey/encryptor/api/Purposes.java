package io.customerkey.encryptor.api;

import io.customerkey.crypto.id.Identifier;
import io.customerkey.crypto.id.ObjectId;
import io.customerkey.encryptor.objectkey.Access;
import io.customerkey.protocol.common.v1.FailureReason;
import io.customerkey.protocol.common.v1.Purpose;
import io.customerkey.protocol.failure.CustomerKeyException;
import io.customerkey.servicekit.identity.Caller;
import io.customerkey.servicekit.identity.VerifiedToken;
import java.util.Set;

/**
 * Which purposes an act may have.
 *
 * @param allowed these and no others
 */
public record Purposes(Set<Purpose> allowed) {
  /** Reading and listing. */
  public static final Purposes READ =
      of(
          Purpose.PURPOSE_USER_READ,
          Purpose.PURPOSE_SEARCH_INDEX,
          Purpose.PURPOSE_EDISCOVERY,
          Purpose.PURPOSE_ANTIMALWARE);

  /** Changing what a person keeps. */
  public static final Purposes USER_WRITE = of(Purpose.PURPOSE_USER_WRITE);

  /** Copies the set. */
  public Purposes {
    allowed = Set.copyOf(allowed);
  }

  /**
   * @return the purposes of an act
   */
  public static Purposes of(Purpose... allowed) {
    return new Purposes(Set.of(allowed));
  }

  /**
   * @param object the mailbox or site
   * @return access for the token's tenant
   * @throws CustomerKeyException PURPOSE_NOT_ALLOWED if the act has no such purpose or the token
   *     does not grant it; CALLER_NOT_ALLOWED without a tenant
   */
  public Access access(Caller caller, Identifier object, Purpose purpose) {
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
    return new Access(caller, token.requireTenant(), ObjectId.of(object), purpose);
  }

  /**
   * Where nothing is decrypted, there is no purpose to grant.
   *
   * @return access to what is known about the object, for the token's tenant
   * @throws CustomerKeyException CALLER_NOT_ALLOWED without a tenant
   */
  public static Access none(Caller caller, Identifier object) {
    return new Access(
        caller,
        caller.requireToken().requireTenant(),
        ObjectId.of(object),
        Purpose.PURPOSE_UNSPECIFIED);
  }
}
