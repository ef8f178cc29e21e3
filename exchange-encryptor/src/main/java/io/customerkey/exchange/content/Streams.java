package io.customerkey.exchange.content;

import io.customerkey.crypto.Bytes;
import io.customerkey.crypto.CryptoRefusedException;
import io.customerkey.crypto.id.ItemId;
import io.customerkey.crypto.id.ItemKind;
import io.customerkey.crypto.id.MailboxId;
import io.customerkey.crypto.item.ItemContext;
import io.customerkey.crypto.item.ItemHeader;
import io.customerkey.crypto.item.ItemStreamDecryptor;
import io.customerkey.crypto.item.ItemStreamEncryptor;
import io.customerkey.crypto.item.MailboxKey;
import io.customerkey.crypto.item.StreamLayout;
import io.customerkey.encryptor.objectkey.KeyedObject;
import io.customerkey.protocol.common.v1.FailureReason;
import io.customerkey.protocol.failure.CustomerKeyException;
import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.random.RandomGenerator;

/** What the two streams of an item are bound to, and its properties as a stream of a few rows. */
final class Streams {
  private Streams() {}

  static MailboxId id(KeyedObject mailbox) {
    return new MailboxId(mailbox.id().value());
  }

  static ItemContext context(KeyedObject mailbox, ItemId item, long version, ItemKind kind) {
    return new ItemContext(mailbox.tenant(), id(mailbox), item, version, kind);
  }

  static Bytes sealProperties(
      MailboxKey key, ItemContext context, Bytes properties, RandomGenerator random) {
    ByteArrayOutputStream sealed = new ByteArrayOutputStream();
    try (ItemStreamEncryptor encryptor = key.encryptor(context, random)) {
      encryptor.update(properties.asByteBuffer(), (n, segment, last) -> sealed.writeBytes(segment));
      encryptor.finish((n, segment, last) -> sealed.writeBytes(segment));
    }
    return Bytes.takeOwnershipOf(sealed.toByteArray());
  }

  static Bytes openProperties(
      MailboxKey key, ItemHeader header, ItemContext context, Bytes sealed) {
    ByteArrayOutputStream plain = new ByteArrayOutputStream();
    byte[] all = sealed.toByteArray();
    try (ItemStreamDecryptor decryptor = key.decryptor(header, context)) {
      for (int at = 0; at < all.length; at += StreamLayout.SEGMENT_SIZE) {
        int end = Math.min(at + StreamLayout.SEGMENT_SIZE, all.length);
        plain.writeBytes(
            decryptor.decryptSegment(Arrays.copyOfRange(all, at, end), end == all.length));
      }
      decryptor.finish();
    }
    return Bytes.takeOwnershipOf(plain.toByteArray());
  }

  static CustomerKeyException notFound(ItemId item) {
    return CustomerKeyException.of(FailureReason.FAILURE_REASON_NOT_FOUND, "no such item")
        .with("item", item.toString());
  }

  /** Refused ciphertext as the caller sees it; anything else as it is. */
  static Throwable refusal(Throwable failure) {
    return failure instanceof CryptoRefusedException
        ? CustomerKeyException.of(
            FailureReason.FAILURE_REASON_CONTENT_REJECTED, "stored content is not authentic")
        : failure;
  }
}
