package io.customerkey.servicekit.streaming;

import io.customerkey.protocol.common.v1.FailureReason;
import io.customerkey.protocol.failure.CustomerKeyException;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import java.time.Duration;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * How long a stream waits for its other end. Only that wait counts: not what is done here
 * meanwhile.
 */
final class Patience {
  private final Duration longest;
  private final String what;
  private final Consumer<CustomerKeyException> over;
  private @Nullable ScheduledFuture<?> waiting;

  /**
   * @param longest wait
   * @param what does not happen, for the refusal
   * @param over takes the refusal when the wait was too long
   */
  Patience(Duration longest, String what, Consumer<CustomerKeyException> over) {
    this.longest = longest;
    this.what = what;
    this.over = over;
  }

  /** The other end's turn begins, unless it is already. */
  synchronized void begin() {
    if (waiting == null) {
      waiting =
          Infrastructure.getDefaultWorkerPool()
              .schedule(() -> over.accept(refusal()), longest.toMillis(), TimeUnit.MILLISECONDS);
    }
  }

  /** The other end has done something, or the stream is over. */
  synchronized void end() {
    if (waiting != null) {
      waiting.cancel(false);
      waiting = null;
    }
  }

  private CustomerKeyException refusal() {
    String limit = Long.toString(longest.toMillis());
    return CustomerKeyException.of(
            FailureReason.FAILURE_REASON_LIMIT_EXCEEDED,
            "content: " + what + " for " + limit + " ms")
        .with("field", "content")
        .with("limit", limit);
  }
}
