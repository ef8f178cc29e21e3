package io.customerkey.crypto.key;

import io.customerkey.crypto.id.ChunkId;
import io.customerkey.crypto.id.Id128;
import io.customerkey.crypto.id.KeyKind;
import io.customerkey.crypto.id.KeyVersionId;
import io.customerkey.crypto.id.MailboxId;
import io.customerkey.crypto.id.ObjectId;
import io.customerkey.crypto.id.SiteId;

/**
 * Which object a wrapped key belongs to; part of its associated data.
 *
 * @param kind what the key encrypts
 * @param object the mailbox, site or chunk
 * @param keyVersion version of the key; {@link KeyVersionId#NONE} for chunks and only for chunks
 */
public record WrappedObject(KeyKind kind, ObjectId object, KeyVersionId keyVersion) {
  /** Refuses a chunk with a version and anything else without one. */
  public WrappedObject {
    if ((kind == KeyKind.CHUNK) != keyVersion.equals(KeyVersionId.NONE)) {
      throw new IllegalArgumentException("chunk keys, and only they, have no version");
    }
  }

  /**
   * {@return a mailbox key}
   *
   * @param mailbox the mailbox
   * @param version version of its key
   */
  public static WrappedObject mailbox(MailboxId mailbox, KeyVersionId version) {
    return new WrappedObject(KeyKind.MAILBOX, ObjectId.of(mailbox), version);
  }

  /**
   * {@return a site key}
   *
   * @param site the site
   * @param version version of its key
   */
  public static WrappedObject site(SiteId site, KeyVersionId version) {
    return new WrappedObject(KeyKind.SITE, ObjectId.of(site), version);
  }

  /**
   * {@return a chunk key}
   *
   * @param chunk the chunk
   */
  public static WrappedObject chunk(ChunkId chunk) {
    return new WrappedObject(KeyKind.CHUNK, ObjectId.of(chunk), KeyVersionId.NONE);
  }

  /**
   * Writes {@code object id (16) ‖ object key version (16)}, as in associated data and bulk calls.
   */
  void writeTo(byte[] target, int at) {
    object.value().writeTo(target, at);
    keyVersion.value().writeTo(target, at + Id128.SIZE);
  }
}
