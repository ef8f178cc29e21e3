package io.customerkey.dep.order;

import io.customerkey.crypto.id.KeyKind;
import io.customerkey.protocol.common.v1.FailureReason;
import io.customerkey.protocol.failure.CustomerKeyException;

/** What may be ordered at all. */
public final class OrderRules {
  private OrderRules() {}

  /**
   * @throws CustomerKeyException ARGUMENT_INVALID for a kind that no order moves or where both ends
   *     are the same
   */
  public static void check(RewrapRequest request) {
    if (request.kind() == KeyKind.CHUNK) {
      throw CustomerKeyException.invalid("kind", "chunk keys follow their site key, not an order");
    }
    if (request.source().generation().equals(request.target().generation())) {
      throw CustomerKeyException.invalid("target_generation_id", "is the source generation");
    }
  }

  /**
   * @param wanted whether some assignment of the tenant and kind names the target policy
   * @throws CustomerKeyException ORDER_INVALID
   */
  public static void requireWanted(boolean wanted) {
    if (!wanted) {
      throw CustomerKeyException.of(
          FailureReason.FAILURE_REASON_ORDER_INVALID,
          "no assignment of the tenant wants the target policy");
    }
  }
}
