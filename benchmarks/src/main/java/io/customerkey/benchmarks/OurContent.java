package io.customerkey.benchmarks;

import io.customerkey.crypto.SecretBytes;
import io.customerkey.crypto.SecureRandomSource;
import io.customerkey.crypto.id.ItemId;
import io.customerkey.crypto.id.ItemKind;
import io.customerkey.crypto.id.KeyVersionId;
import io.customerkey.crypto.id.MailboxId;
import io.customerkey.crypto.id.TenantId;
import io.customerkey.crypto.item.ItemContext;
import io.customerkey.crypto.item.ItemStreamDecryptor;
import io.customerkey.crypto.item.ItemStreamEncryptor;
import io.customerkey.crypto.item.MailboxKey;
import io.customerkey.crypto.item.StreamLayout;
import java.nio.ByteBuffer;

/**
 * Item streams as the product writes them, with key derivation and header, from array to array or
 * pushed in pieces.
 */
final class OurContent {
  private static final int PIECE = 64 * 1024;

  private final SecureRandomSource random = new SecureRandomSource();
  private final MailboxKey key;
  private final ItemContext context;
  private final byte[] plaintext;
  private final byte[] ciphertext;
  private final byte[] opened;
  private long pushed;

  OurContent(byte[] plaintext, byte[] keyBytes) {
    this.plaintext = plaintext;
    this.key =
        MailboxKey.takeOwnershipOf(SecretBytes.copyOf(keyBytes), KeyVersionId.random(random));
    this.context =
        new ItemContext(
            TenantId.random(random),
            MailboxId.random(random),
            ItemId.random(random),
            1,
            ItemKind.MAIL);
    this.ciphertext = new byte[Math.toIntExact(StreamLayout.ciphertextLength(plaintext.length))];
    this.opened = new byte[plaintext.length];
  }

  void encrypt() {
    try (ItemStreamEncryptor encryptor = key.encryptor(context, random)) {
      int at = 0;
      int to = 0;
      while (at < plaintext.length) {
        int length = Math.min(encryptor.capacity(), plaintext.length - at);
        boolean last = at + length == plaintext.length;
        to += encryptor.encryptSegment(plaintext, at, length, last, ciphertext, to);
        at += length;
      }
    }
  }

  void decrypt() {
    try (ItemStreamDecryptor decryptor = key.decryptor(key.header(), context)) {
      int to = 0;
      for (int at = 0; at < ciphertext.length; at += StreamLayout.SEGMENT_SIZE) {
        int length = Math.min(StreamLayout.SEGMENT_SIZE, ciphertext.length - at);
        boolean last = at + length == ciphertext.length;
        to += decryptor.decryptSegment(ciphertext, at, length, last, opened, to);
      }
      decryptor.finish();
    }
  }

  /** Encrypts what comes in pieces of 64 KiB, each segment into an array of its own. */
  void push() {
    try (ItemStreamEncryptor encryptor = key.encryptor(context, random)) {
      for (int at = 0; at < plaintext.length; at += PIECE) {
        int length = Math.min(PIECE, plaintext.length - at);
        encryptor.update(
            ByteBuffer.wrap(plaintext, at, length),
            (number, segment, last) -> pushed += segment.length);
      }
      encryptor.finish((number, segment, last) -> pushed += segment.length);
    }
  }

  byte[] opened() {
    return opened;
  }

  byte[] ciphertext() {
    return ciphertext;
  }

  long pushed() {
    return pushed;
  }
}
