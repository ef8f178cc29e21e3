package io.customerkey.client;

import io.customerkey.protocol.common.v1.FailureReason;
import io.customerkey.protocol.failure.CustomerKeyException;
import io.customerkey.protocol.failure.GrpcFailures;
import io.grpc.stub.StreamObserver;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.atomic.AtomicInteger;

/** Fails the next calls as told, and counts them all. */
final class Failures {
  final AtomicInteger calls = new AtomicInteger();
  private final Deque<CustomerKeyException> next = new ArrayDeque<>();

  synchronized void add(CustomerKeyException failure) {
    next.add(failure);
  }

  static CustomerKeyException retryable(FailureReason reason) {
    return CustomerKeyException.of(reason, "on request").retryAfter(Duration.ofMillis(1));
  }

  /** Whether this call was answered with a failure. */
  synchronized boolean fails(StreamObserver<?> answers) {
    calls.incrementAndGet();
    CustomerKeyException failure = next.poll();
    if (failure == null) {
      return false;
    }
    answers.onError(GrpcFailures.toStatus(failure));
    return true;
  }

  static void notFound(StreamObserver<?> answers) {
    answers.onError(
        GrpcFailures.toStatus(
            CustomerKeyException.of(FailureReason.FAILURE_REASON_NOT_FOUND, "no such thing")));
  }
}
