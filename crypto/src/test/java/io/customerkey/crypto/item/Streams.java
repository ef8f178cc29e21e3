package io.customerkey.crypto.item;

import io.customerkey.crypto.SecretBytes;
import io.customerkey.crypto.id.ItemId;
import io.customerkey.crypto.id.ItemKind;
import io.customerkey.crypto.id.KeyVersionId;
import io.customerkey.crypto.id.MailboxId;
import io.customerkey.crypto.id.TenantId;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;

/** A mailbox key, an item and streams of it, the same in every run. */
final class Streams {
  final RandomGenerator random = new SplittableRandom(15);
  final byte[] keyBytes = bytes(32);
  final MailboxKey key =
      MailboxKey.takeOwnershipOf(SecretBytes.copyOf(keyBytes), KeyVersionId.random(random));
  final ItemContext context =
      new ItemContext(
          TenantId.random(random),
          MailboxId.random(random),
          ItemId.random(random),
          1,
          ItemKind.MAIL);

  byte[] bytes(int length) {
    byte[] bytes = new byte[length];
    random.nextBytes(bytes);
    return bytes;
  }

  byte[] associatedData() {
    return context.associatedData(key.header()).toByteArray();
  }

  /** Encrypts in pieces of one size, as they would come from the network. */
  List<byte[]> encrypt(byte[] plaintext, int piece) {
    List<byte[]> segments = new ArrayList<>();
    SegmentSink sink =
        (number, segment, last) -> {
          if (number != segments.size()) {
            throw new AssertionError("segment " + number + " is out of order");
          }
          segments.add(segment);
        };
    try (ItemStreamEncryptor encryptor = key.encryptor(context, random)) {
      for (int at = 0; at < plaintext.length; at += piece) {
        int end = Math.min(plaintext.length, at + piece);
        encryptor.update(Arrays.copyOfRange(plaintext, at, end), sink);
      }
      encryptor.finish(sink);
    }
    return segments;
  }

  byte[] decrypt(List<byte[]> segments) {
    return decrypt(key.decryptor(key.header(), context), segments);
  }

  static byte[] decrypt(ItemStreamDecryptor decryptor, List<byte[]> segments) {
    var plaintext = new ByteArrayOutputStream();
    try (decryptor) {
      for (int i = 0; i < segments.size(); i++) {
        plaintext.writeBytes(decryptor.decryptSegment(segments.get(i), i == segments.size() - 1));
      }
      decryptor.finish();
    }
    return plaintext.toByteArray();
  }

  static byte[] join(List<byte[]> segments) {
    var all = new ByteArrayOutputStream();
    segments.forEach(all::writeBytes);
    return all.toByteArray();
  }

  static List<byte[]> cut(byte[] ciphertext) {
    List<byte[]> segments = new ArrayList<>();
    for (int at = 0; at < ciphertext.length; at += StreamLayout.SEGMENT_SIZE) {
      int end = Math.min(ciphertext.length, at + StreamLayout.SEGMENT_SIZE);
      segments.add(Arrays.copyOfRange(ciphertext, at, end));
    }
    return segments;
  }
}
