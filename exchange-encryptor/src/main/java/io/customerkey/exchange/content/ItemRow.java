package io.customerkey.exchange.content;

import io.customerkey.crypto.Bytes;
import io.customerkey.crypto.id.ItemId;
import io.customerkey.crypto.id.ItemKind;
import io.customerkey.crypto.item.ItemHeader;
import java.time.Instant;
import java.util.Optional;

/**
 * An item as stored, without its content.
 *
 * @param item the item
 * @param kind what it is
 * @param header of both of its streams
 * @param stream where its segments are
 * @param length of the content in bytes
 * @param version of the content's stream
 * @param propertiesVersion of the properties' stream
 * @param properties the properties' stream, encrypted
 * @param stored when
 * @param deleted present: it was deleted and can be restored
 */
public record ItemRow(
    ItemId item,
    ItemKind kind,
    ItemHeader header,
    StreamId stream,
    long length,
    long version,
    long propertiesVersion,
    Bytes properties,
    Instant stored,
    Optional<Deleted> deleted) {}
