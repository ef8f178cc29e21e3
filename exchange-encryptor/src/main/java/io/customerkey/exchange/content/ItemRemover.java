package io.customerkey.exchange.content;

import io.customerkey.crypto.id.ItemId;
import io.customerkey.crypto.item.MailboxKey;
import io.customerkey.encryptor.objectkey.Access;
import io.customerkey.encryptor.objectkey.KeyedObject;
import io.customerkey.encryptor.objectkey.KeyedObjects;
import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.util.function.Function;

/** Deletes items and brings them back. Nothing is decrypted for it. */
public final class ItemRemover {
  private final KeyedObjects<MailboxKey> mailboxes;
  private final DeletedItems items;
  private final Duration retention;

  /**
   * @param retention how long deleted items can be restored; zero: not at all
   */
  public ItemRemover(KeyedObjects<MailboxKey> mailboxes, DeletedItems items, Duration retention) {
    this.mailboxes = mailboxes;
    this.items = items;
    this.retention = retention;
  }

  /**
   * @return what has become of the item; that it was not there is no failure
   */
  public Uni<Deletion> delete(Access access, ItemId item) {
    return in(
        access,
        mailbox -> items.delete(Streams.id(mailbox), item, retention),
        new Deletion.NotThere());
  }

  /** Brings an item back; fails with NOT_FOUND if it is not there and cannot be restored. */
  public Uni<Void> restore(Access access, ItemId item) {
    return in(access, mailbox -> items.restore(Streams.id(mailbox), item), false)
        .invoke(there -> {
          if (!there) {
            throw Streams.notFound(item);
          }
        })
        .replaceWithVoid();
  }

  /** A mailbox that nobody has written to holds nothing. */
  private <T> Uni<T> in(Access access, Function<KeyedObject, Uni<T>> act, T nothing) {
    return mailboxes
        .forReading(access)
        .chain(mailbox -> mailbox.map(act).orElseGet(() -> Uni.createFrom().item(nothing)));
  }
}
