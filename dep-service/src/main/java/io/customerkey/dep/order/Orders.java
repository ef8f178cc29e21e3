package io.customerkey.dep.order;

import io.smallrye.mutiny.Uni;

/** Issues orders. */
public interface Orders {
  /**
   * An order for the request: the one of its job while more than half of its life remains, else a
   * new one of the same job. Fails with NOT_FOUND where a policy or generation is not the tenant's,
   * POLICY_NOT_ACTIVE where the target is not, ORDER_INVALID where no assignment wants the target.
   */
  Uni<IssuedOrder> issue(RewrapRequest request);
}
