package io.customerkey.availability.key;

import io.customerkey.protocol.common.v1.FailureReason;
import io.customerkey.protocol.failure.CustomerKeyException;

/** A key serves its own policy and tenant only. */
final class Ownership {
  private Ownership() {}

  static boolean same(SealedAvailabilityKey key, KeyOwnership named) {
    return key.tenant().equals(named.tenant()) && key.policy().equals(named.policy());
  }

  static void require(boolean own) {
    if (!own) {
      throw CustomerKeyException.of(
          FailureReason.FAILURE_REASON_CALLER_NOT_ALLOWED,
          "the policy or the availability key is another tenant's or policy's");
    }
  }
}
