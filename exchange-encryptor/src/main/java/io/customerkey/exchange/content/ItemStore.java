package io.customerkey.exchange.content;

import io.customerkey.crypto.id.ItemId;
import io.customerkey.crypto.id.MailboxId;
import io.smallrye.mutiny.Uni;
import java.util.Optional;

/** Where items are. An item is there exactly while its row is, and its row has all segments. */
public interface ItemStore {
  /**
   * @return the item's row; empty also for a deleted one
   */
  Uni<Optional<ItemRow>> find(MailboxId mailbox, ItemId item);

  /**
   * @param filter which items
   * @param after item to start behind; empty: from the beginning
   * @param limit at most so many, and fewer where properties are large, but at least one if one is
   *     left
   * @return in order of id
   */
  Uni<ItemPage> page(MailboxId mailbox, Filter filter, Optional<ItemId> after, int limit);

  /**
   * Makes an upload visible in one transaction, in place of what had its id, deleted or not; the
   * segments of what it replaces go in the same transaction. An upload that a later one has
   * overtaken is taken as replaced by it already.
   *
   * @param stored with the stream of an upload
   * @return fails, and changes nothing, if the upload was swept or segments of it are missing
   */
  Uni<Void> publish(MailboxId mailbox, ItemRow stored);

  /**
   * @return how much there is
   */
  Uni<MailboxCounts> count(MailboxId mailbox);
}
