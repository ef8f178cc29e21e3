package io.customerkey.unwrap.api;

import io.grpc.Context;
import io.grpc.Deadline;
import io.grpc.Status;
import org.jspecify.annotations.Nullable;

/**
 * When the caller stops waiting. Nothing is begun for one who no longer does.
 *
 * @param deadline of the call, if it has one
 */
record Expiry(@Nullable Deadline deadline) {
  /** Of the gRPC call on this thread. */
  static Expiry current() {
    return new Expiry(Context.current().getDeadline());
  }

  /** Fails with DEADLINE_EXCEEDED once nobody waits. */
  void check() {
    if (deadline != null && deadline.isExpired()) {
      throw Status.DEADLINE_EXCEEDED
          .withDescription("the caller waits no longer")
          .asRuntimeException();
    }
  }
}
