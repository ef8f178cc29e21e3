package io.customerkey.client;

import io.customerkey.protocol.common.v1.FailureReason;
import io.customerkey.protocol.failure.CustomerKeyException;
import io.customerkey.protocol.failure.GrpcFailures;
import java.io.IOException;
import java.time.Duration;
import java.util.random.RandomGenerator;

/**
 * Tries a call again while its failure says that this may help. The calls are idempotent by their
 * ids.
 */
final class Retry {
  private final RetryPolicy policy;
  private final RandomGenerator random;
  private final Pause pause;

  Retry(RetryPolicy policy, RandomGenerator random, Pause pause) {
    this.policy = policy;
    this.random = random;
    this.pause = pause;
  }

  /** One attempt; it says by {@link Attempt#repeatable} whether another may follow. */
  interface Attempt<T> {
    T run() throws IOException, InterruptedException;

    default boolean repeatable() {
      return true;
    }

    /** Whether the last one got some of the work done: then it does not count. */
    default boolean progressed() {
      return false;
    }
  }

  <T> T call(Attempt<T> attempt) throws IOException {
    int failed = 0;
    while (true) {
      CustomerKeyException failure;
      try {
        return attempt.run();
      } catch (InterruptedException e) {
        throw interrupted();
      } catch (RuntimeException e) {
        failure = GrpcFailures.fromThrowable(e);
      }
      failed = attempt.progressed() ? 1 : failed + 1;
      if (!failure.retryable() || failed >= policy.attempts() || !attempt.repeatable()) {
        throw failure;
      }
      await(failure, failed);
    }
  }

  private void await(CustomerKeyException failure, int failed) {
    Duration delay = policy.delay(failed, random);
    Duration asked = failure.retryAfter().orElse(Duration.ZERO);
    try {
      if (!pause.await(asked.compareTo(delay) > 0 ? asked : delay)) {
        throw failure;
      }
    } catch (InterruptedException e) {
      throw interrupted();
    }
  }

  private static CustomerKeyException interrupted() {
    Thread.currentThread().interrupt();
    return CustomerKeyException.of(
        FailureReason.FAILURE_REASON_DEPENDENCY_UNAVAILABLE, "the caller was interrupted");
  }
}
