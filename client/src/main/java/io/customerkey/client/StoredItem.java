package io.customerkey.client;

import io.customerkey.crypto.id.ItemId;
import io.customerkey.protocol.exchange.v1.ItemDescription;
import io.customerkey.protocol.exchange.v1.ItemKind;
import io.customerkey.protocol.exchange.v1.ItemProperties;
import java.time.Instant;
import java.util.Optional;

/**
 * An item of a mailbox without its content.
 *
 * @param id as the caller chose it
 * @param kind mail, calendar entry, …
 * @param length of the content in bytes
 * @param version from 1; grows when the item is replaced
 * @param stored when this version was stored
 * @param properties subject, people, folder; stored encrypted, decrypted here
 * @param deletion empty where it was not deleted
 */
public record StoredItem(
    ItemId id,
    ItemKind kind,
    long length,
    long version,
    Instant stored,
    ItemProperties properties,
    Optional<Deletion> deletion) {
  static StoredItem of(ItemDescription description) {
    return new StoredItem(
        ItemId.of(description.getItemId().toByteArray()),
        description.getKind(),
        description.getContentLength(),
        description.getStreamVersion(),
        Timestamps.toInstant(description.getStored()),
        description.getProperties(),
        description.hasDeleted()
            ? Optional.of(Deletion.of(description.getDeleted(), description.getRecoverableUntil()))
            : Optional.empty());
  }
}
