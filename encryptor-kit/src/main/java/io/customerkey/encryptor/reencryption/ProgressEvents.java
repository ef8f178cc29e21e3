package io.customerkey.encryptor.reencryption;

import io.customerkey.servicekit.outbox.OutboxEvent;

/** How progress is told: an event that goes out with the transaction that made it. */
@FunctionalInterface
public interface ProgressEvents {
  /**
   * @return a new event
   */
  OutboxEvent progressed(Applied applied);
}
