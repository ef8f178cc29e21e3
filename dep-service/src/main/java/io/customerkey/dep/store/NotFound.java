package io.customerkey.dep.store;

import io.customerkey.protocol.common.v1.FailureReason;
import io.customerkey.protocol.failure.CustomerKeyException;

/** What is not there, or not the caller's. */
final class NotFound {
  private NotFound() {}

  static CustomerKeyException of(String field) {
    return CustomerKeyException.of(
            FailureReason.FAILURE_REASON_NOT_FOUND, field + ": there is no such object")
        .with("field", field);
  }
}
