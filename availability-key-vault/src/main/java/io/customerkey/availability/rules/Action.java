package io.customerkey.availability.rules;

import io.customerkey.protocol.common.v1.Purpose;
import java.util.Optional;

/** The column of the rule table (key-unwrap rules §3) that a purpose belongs to. */
public enum Action {
  /** A person reads or writes. */
  USER,
  /** The service works inside the policy: delivery, search, eDiscovery, anti-malware, move. */
  SYSTEM,
  /** Keys move to another policy, under an order. */
  POLICY_CHANGE,
  /** A recovery that the tenant ordered. */
  RECOVERY;

  /**
   * @param purpose as the request states it
   * @return its column; empty for a purpose that is not stated or not known
   */
  public static Optional<Action> of(Purpose purpose) {
    return switch (purpose) {
      case PURPOSE_USER_READ, PURPOSE_USER_WRITE -> Optional.of(USER);
      case PURPOSE_MAIL_DELIVERY,
          PURPOSE_SEARCH_INDEX,
          PURPOSE_EDISCOVERY,
          PURPOSE_ANTIMALWARE,
          PURPOSE_MAILBOX_MOVE ->
          Optional.of(SYSTEM);
      case PURPOSE_REENCRYPTION -> Optional.of(POLICY_CHANGE);
      case PURPOSE_RECOVERY -> Optional.of(RECOVERY);
      case PURPOSE_UNSPECIFIED, UNRECOGNIZED -> Optional.empty();
    };
  }
}
