package io.customerkey.exchange.content;

import io.customerkey.crypto.item.MailboxKey;
import io.customerkey.encryptor.objectkey.KeyedObjects;
import io.customerkey.encryptor.objectkey.ObjectKeys;
import io.customerkey.encryptor.stream.Slots;
import io.customerkey.servicekit.identity.Caller;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import java.time.Clock;
import java.util.random.RandomGenerator;

/**
 * Stores items. An upload's segments are encrypted and staged as they come; the item's row, written
 * last, makes them visible. Whatever ends an upload before that leaves nothing behind.
 */
public final class ItemWriter {
  final KeyedObjects<MailboxKey> mailboxes;
  final ObjectKeys<MailboxKey> keys;
  final SegmentStore segments;
  final ItemStore items;
  final LiveUploads live;
  final Clock clock;
  final RandomGenerator random;
  private final Slots slots;

  /** All of its parts. */
  public ItemWriter(
      KeyedObjects<MailboxKey> mailboxes,
      ObjectKeys<MailboxKey> keys,
      SegmentStore segments,
      ItemStore items,
      LiveUploads live,
      Clock clock,
      RandomGenerator random,
      Limits limits) {
    this.mailboxes = mailboxes;
    this.keys = keys;
    this.segments = segments;
    this.items = items;
    this.live = live;
    this.clock = clock;
    this.random = random;
    this.slots = new Slots("uploads", limits.uploads(), 1);
  }

  /**
   * @param caller with the token of the tenant whose upload it is
   * @param messages header first; asked for one at a time
   * @return fails with ARGUMENT_INVALID or LIMIT_EXCEEDED naming the field if the stream is not
   *     what its header declares
   */
  public Uni<PutAnswer> put(Caller caller, Multi<PutMessage> messages) {
    return Uni.createFrom()
        .deferred(() -> {
          Runnable slot = slots.take(caller.requireToken().requireTenant(), 1);
          ItemUpload upload = new ItemUpload(this);
          return messages
              .onItem()
              .transformToUniAndConcatenate(upload::accept)
              .collect()
              .last()
              .chain(upload::publish)
              .onFailure()
              .call(upload::discard)
              .onTermination()
              .invoke(() -> {
                upload.close();
                slot.run();
              });
        });
  }

  /**
   * @return how many uploads run now
   */
  public int running() {
    return slots.taken();
  }
}
