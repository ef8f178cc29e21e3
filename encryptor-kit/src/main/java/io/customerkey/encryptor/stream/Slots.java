package io.customerkey.encryptor.stream;

import io.customerkey.protocol.common.v1.FailureReason;
import io.customerkey.protocol.failure.CustomerKeyException;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicBoolean;

/** A bounded number of streams at the same time; one more is refused with OVERLOADED, at once. */
public final class Slots {
  private static final Duration RETRY = Duration.ofSeconds(2);

  private final String what;
  private final int count;
  private final Semaphore free;

  /**
   * @param what what they are, in the plural, for the refusal
   * @param count at the same time
   */
  public Slots(String what, int count) {
    this.what = what;
    this.count = count;
    this.free = new Semaphore(count);
  }

  /**
   * @return gives the slot back, once, however often it is run
   * @throws CustomerKeyException OVERLOADED
   */
  public Runnable take() {
    if (!free.tryAcquire()) {
      throw CustomerKeyException.of(
              FailureReason.FAILURE_REASON_OVERLOADED, "too many " + what + " at once")
          .retryAfter(RETRY);
    }
    AtomicBoolean given = new AtomicBoolean();
    return () -> {
      if (given.compareAndSet(false, true)) {
        free.release();
      }
    };
  }

  /**
   * @return how many there are now
   */
  public int taken() {
    return count - free.availablePermits();
  }
}
