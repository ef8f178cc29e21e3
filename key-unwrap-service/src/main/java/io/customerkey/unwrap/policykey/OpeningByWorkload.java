package io.customerkey.unwrap.policykey;

import io.customerkey.unwrap.attempt.Cause;
import io.customerkey.unwrap.policy.PolicyRecord;
import io.smallrye.mutiny.Uni;

/**
 * Opens each policy key by the rule of its workload.
 *
 * @param exchange of DEP keys
 * @param sharePoint of TIKs
 */
public record OpeningByWorkload(Opening exchange, Opening sharePoint) implements Opening {
  @Override
  public Uni<Result> open(PolicyRecord record, Cause cause) {
    return switch (record.workload()) {
      case EXCHANGE -> exchange.open(record, cause);
      case SHAREPOINT -> sharePoint.open(record, cause);
    };
  }
}
