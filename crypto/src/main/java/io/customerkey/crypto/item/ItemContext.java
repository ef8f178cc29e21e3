package io.customerkey.crypto.item;

import io.customerkey.crypto.Bytes;
import io.customerkey.crypto.id.Id128;
import io.customerkey.crypto.id.ItemId;
import io.customerkey.crypto.id.ItemKind;
import io.customerkey.crypto.id.MailboxId;
import io.customerkey.crypto.id.TenantId;
import java.nio.ByteBuffer;

/**
 * What a stream is bound to. The stream's associated data (81 bytes) is
 *
 * <pre>{@code
 * header (24) ‖ tenant (16) ‖ mailbox (16) ‖ item (16) ‖ stream version u64 ‖ kind u8
 * }</pre>
 *
 * @param tenant owner of the mailbox
 * @param mailbox the mailbox
 * @param item the item
 * @param streamVersion from 1, grows with every replacement of this stream of the item
 * @param kind what the stream holds; {@link ItemKind#PROPERTIES} for the item's second stream
 */
public record ItemContext(
    TenantId tenant, MailboxId mailbox, ItemId item, long streamVersion, ItemKind kind) {
  static final int ASSOCIATED_DATA_SIZE = ItemHeader.SIZE + 3 * Id128.SIZE + Long.BYTES + 1;

  Bytes associatedData(ItemHeader header) {
    return Bytes.takeOwnershipOf(
        ByteBuffer.allocate(ASSOCIATED_DATA_SIZE)
            .put(header.toByteArray())
            .put(tenant.toByteArray())
            .put(mailbox.toByteArray())
            .put(item.toByteArray())
            .putLong(streamVersion)
            .put((byte) kind.number())
            .array());
  }
}
