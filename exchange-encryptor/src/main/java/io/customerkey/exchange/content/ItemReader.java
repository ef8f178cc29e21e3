package io.customerkey.exchange.content;

import io.customerkey.crypto.id.ItemId;
import io.customerkey.crypto.id.ItemKind;
import io.customerkey.crypto.id.KeyVersionId;
import io.customerkey.crypto.item.ItemStreamDecryptor;
import io.customerkey.crypto.item.MailboxKey;
import io.customerkey.crypto.item.StreamLayout;
import io.customerkey.encryptor.objectkey.Access;
import io.customerkey.encryptor.objectkey.KeyedObject;
import io.customerkey.encryptor.objectkey.KeyedObjects;
import io.customerkey.encryptor.objectkey.ObjectKeys;
import io.customerkey.encryptor.stream.Slots;
import io.customerkey.protocol.common.v1.FailureReason;
import io.customerkey.protocol.failure.CustomerKeyException;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import java.util.List;
import java.util.Optional;

/** Reads and lists items. */
public final class ItemReader {
  private final KeyedObjects<MailboxKey> mailboxes;
  private final ObjectKeys<MailboxKey> keys;
  private final SegmentStore segments;
  private final ItemStore items;
  private final Slots slots;

  /** All of its parts. */
  public ItemReader(
      KeyedObjects<MailboxKey> mailboxes,
      ObjectKeys<MailboxKey> keys,
      SegmentStore segments,
      ItemStore items,
      Limits limits) {
    this.mailboxes = mailboxes;
    this.keys = keys;
    this.segments = segments;
    this.items = items;
    this.slots = new Slots("downloads", limits.downloads(), 1);
  }

  private record Opened(Item item, ItemStreamDecryptor content) {}

  /**
   * @return the item, then its content in pieces of at most 1 MiB, each authenticated; a piece is
   *     made when it is asked for. Fails with CONTENT_REJECTED where the stored stream is not
   *     authentic, at the first piece that is not
   */
  public Multi<GetMessage> get(Access access, ItemId item) {
    return Multi.createFrom()
        .deferred(() -> {
          Runnable slot = slots.take(access.tenant(), 1);
          return found(access, item)
              .chain(found -> open(access, found))
              .onItem()
              .transformToMulti(opened -> messages(access, opened))
              .onFailure()
              .transform(Streams::refusal)
              .onTermination()
              .invoke(slot);
        });
  }

  /**
   * @return how many downloads run now
   */
  public int running() {
    return slots.taken();
  }

  private record Found(KeyedObject mailbox, ItemRow row) {}

  private record Reading(KeyedObject mailbox, Opened opened) {}

  private Uni<Found> found(Access access, ItemId item) {
    return mailboxes
        .forReading(access)
        .chain(mailbox ->
            mailbox
                .map(there ->
                    items
                        .find(Streams.id(there), item)
                        .map(row -> row.map(r -> new Found(there, r))))
                .orElseGet(() -> Uni.createFrom().item(Optional.empty())))
        .map(found -> found.orElseThrow(() -> Streams.notFound(item)));
  }

  private Uni<Reading> open(Access access, Found found) {
    KeyedObject mailbox = found.mailbox();
    ItemRow row = found.row();
    var context = Streams.context(mailbox, row.item(), row.version(), row.kind());
    return keys.use(
            mailbox,
            version(row),
            access,
            key -> new Opened(describe(mailbox, row, key), key.decryptor(row.header(), context)))
        .map(opened -> new Reading(mailbox, opened));
  }

  private static KeyVersionId version(ItemRow row) {
    return row.header().mailboxKeyVersion();
  }

  private static Item describe(KeyedObject mailbox, ItemRow row, MailboxKey key) {
    var context =
        Streams.context(mailbox, row.item(), row.propertiesVersion(), ItemKind.PROPERTIES);
    return new Item(row, Streams.openProperties(key, row.header(), context, row.properties()));
  }

  private Multi<GetMessage> messages(Access access, Reading reading) {
    Opened opened = reading.opened();
    ItemRow row = opened.item().row();
    int count = (int) StreamLayout.segments(row.length());
    Multi<GetMessage> content =
        Multi.createFrom()
            .range(0, count)
            .onItem()
            .transformToUniAndConcatenate(number ->
                keys.mayGoOn(reading.mailbox(), version(row), access)
                    .chain(() -> segments.read(row.stream(), number))
                    .chain(segment -> present(reading.mailbox(), row, segment))
                    .map(segment ->
                        opened.content().decryptSegment(segment.array(), number == count - 1)))
            .filter(bytes -> bytes.length > 0)
            .map(GetMessage.Content::new);
    return Multi.createBy()
        .concatenating()
        .streams(Multi.createFrom().item(new GetMessage.Description(opened.item())), content)
        .onTermination()
        .invoke(() -> opened.content().close());
  }

  /** A segment is missing because the item was replaced or deleted meanwhile, or by tampering. */
  private Uni<Segment> present(KeyedObject mailbox, ItemRow row, Optional<Segment> segment) {
    if (segment.isPresent()) {
      return Uni.createFrom().item(segment.get());
    }
    return items
        .find(Streams.id(mailbox), row.item())
        .onItem()
        .transformToUni(now -> {
          if (now.isEmpty()) {
            return Uni.createFrom().failure(Streams.notFound(row.item()));
          }
          boolean replaced = !now.get().stream().equals(row.stream());
          return Uni.createFrom()
              .failure(
                  replaced
                      ? CustomerKeyException.of(
                          FailureReason.FAILURE_REASON_DEPENDENCY_UNAVAILABLE,
                          "the item was replaced while it was read; read it again")
                      : CustomerKeyException.of(
                          FailureReason.FAILURE_REASON_CONTENT_REJECTED,
                          "a segment of stored content is missing"));
        });
  }

  /**
   * @param filter which items
   * @param after item to start behind; empty: from the beginning
   * @param limit 1 to {@link Limits#PAGE}; a page may be shorter
   * @return the next items in order of id
   */
  public Uni<Listing> list(Access access, Filter filter, Optional<ItemId> after, int limit) {
    return mailboxes
        .forReading(access)
        .chain(mailbox ->
            mailbox
                .map(there -> page(access, there, filter, after, limit))
                .orElseGet(() -> Uni.createFrom().item(new Listing(List.of(), false))))
        .onFailure()
        .transform(Streams::refusal);
  }

  private Uni<Listing> page(
      Access access, KeyedObject mailbox, Filter filter, Optional<ItemId> after, int limit) {
    // Asked even for an empty page: a list is a read.
    return keys.mayGoOn(mailbox, mailbox.current(), access)
        .chain(() -> items.page(Streams.id(mailbox), filter, after, limit))
        .chain(page ->
            Multi.createFrom()
                .iterable(page.rows())
                .onItem()
                .transformToUniAndConcatenate(row -> describe(access, mailbox, row))
                .collect()
                .asList()
                .map(items -> new Listing(items, page.more())));
  }

  private Uni<Item> describe(Access access, KeyedObject mailbox, ItemRow row) {
    return keys.use(mailbox, version(row), access, key -> describe(mailbox, row, key));
  }
}
