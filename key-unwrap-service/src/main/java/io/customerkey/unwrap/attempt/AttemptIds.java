package io.customerkey.unwrap.attempt;

import io.customerkey.crypto.id.AttemptId;
import io.customerkey.crypto.id.Id128;
import io.customerkey.crypto.id.InstanceId;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Makes attempt ids: the first half of this instance's id and a sequence number. They are sent to
 * the vaults as client request ids, so that a gap in a vault's log can be told.
 */
public final class AttemptIds {
  private final long instance;
  private final AtomicLong sequence = new AtomicLong();

  /**
   * @param instance random, made at start
   */
  public AttemptIds(InstanceId instance) {
    this.instance = instance.value().high();
  }

  AttemptId next() {
    return new AttemptId(new Id128(instance, sequence.incrementAndGet()));
  }
}
