package io.customerkey.exchange.content;

import io.customerkey.crypto.Bytes;
import io.customerkey.crypto.id.ItemId;
import io.customerkey.crypto.id.ItemKind;
import io.customerkey.encryptor.objectkey.Access;
import java.nio.ByteBuffer;

/** One message of an upload: first a header, then content. */
public sealed interface PutMessage {
  /**
   * What is stored.
   *
   * @param access to the mailbox
   * @param item under which id
   * @param kind what it is
   * @param length of the content in bytes
   * @param properties serialized, in the plain
   */
  record Header(Access access, ItemId item, ItemKind kind, long length, Bytes properties)
      implements PutMessage {}

  /**
   * The next piece of content.
   *
   * @param bytes in the plain, of any size
   */
  record Content(ByteBuffer bytes) implements PutMessage {}
}
