package io.customerkey.exchange.content;

import io.customerkey.crypto.id.ItemId;
import io.customerkey.crypto.id.MailboxId;
import io.smallrye.mutiny.Uni;
import java.time.Duration;

/**
 * Items on their way out. A deleted item is whole and invisible until its time is over; from that
 * moment on it is not there, whether it has been swept or not. Times are those of the store, so
 * that the clocks of instances do not matter.
 */
public interface DeletedItems {
  /**
   * Deletes an item. What is deleted already keeps its time.
   *
   * @param retention how long it can be restored; zero: it and its segments are gone at once
   */
  Uni<Deletion> delete(MailboxId mailbox, ItemId item, Duration retention);

  /**
   * Brings a deleted item back; one that was not deleted stays as it is.
   *
   * @return whether it is there
   */
  Uni<Boolean> restore(MailboxId mailbox, ItemId item);

  /**
   * Removes for good, with their segments, items whose time is over, in batches of one transaction
   * each. Several instances may do so at once.
   *
   * @return how many
   */
  Uni<Integer> sweep();
}
