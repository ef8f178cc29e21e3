package io.customerkey.crypto.file;

import io.customerkey.crypto.Bytes;
import io.customerkey.crypto.SecretBytes;
import io.customerkey.crypto.id.FileId;
import io.customerkey.crypto.id.KeyVersionId;
import io.customerkey.crypto.id.SiteId;
import io.customerkey.crypto.id.TenantId;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;

/** A site key and files under it, the same in every run. */
final class Site {
  final RandomGenerator random = new SplittableRandom(16);
  final byte[] keyBytes = bytes(32);
  final TenantId tenant = TenantId.random(random);
  final SiteId site = SiteId.random(random);
  final KeyVersionId version = KeyVersionId.random(random);
  final SiteKey key = key(tenant, site, version);
  final FileVersion file = new FileVersion(FileId.random(random), 3);

  /** An encrypted chunk and its place in a manifest. */
  record Stored(ChunkEntry entry, Bytes bytes) {}

  /** The same 32 bytes for another site. */
  SiteKey key(TenantId tenant, SiteId site, KeyVersionId version) {
    return SiteKey.takeOwnershipOf(SecretBytes.copyOf(keyBytes), tenant, site, version);
  }

  /** Site keys that differ from {@link #key} in one thing each. */
  List<SiteKey> others() {
    return List.of(
        key(TenantId.random(random), site, version),
        key(tenant, SiteId.random(random), version),
        key(tenant, site, KeyVersionId.random(random)),
        SiteKey.takeOwnershipOf(SecretBytes.random(32, random), tenant, site, version));
  }

  byte[] bytes(int length) {
    byte[] bytes = new byte[length];
    random.nextBytes(bytes);
    return bytes;
  }

  Stored encrypt(byte[] plaintext) {
    ByteBuffer out = ByteBuffer.allocate(ChunkLayout.encryptedLength(plaintext.length));
    try (ChunkEncryptor encryptor = key.chunkEncryptor(random)) {
      ChunkEntry entry = encryptor.encrypt(ByteBuffer.wrap(plaintext), out);
      return new Stored(entry, Bytes.takeOwnershipOf(out.array()));
    }
  }

  byte[] decrypt(ChunkEntry entry, Bytes stored) {
    return decrypt(key, entry, stored.toByteArray());
  }

  static byte[] decrypt(SiteKey key, ChunkEntry entry, byte[] stored) {
    ByteBuffer out = ByteBuffer.allocate(entry.plaintextLength());
    try (ChunkDecryptor decryptor = key.chunkDecryptor(entry)) {
      decryptor.decrypt(ByteBuffer.wrap(stored), out);
    }
    return out.array();
  }

  /** Chunks of 1, 2, … bytes. */
  List<Stored> chunks(int count) {
    List<Stored> chunks = new ArrayList<>();
    for (int i = 1; i <= count; i++) {
      chunks.add(encrypt(bytes(i)));
    }
    return chunks;
  }

  ManifestDraft draft(List<Stored> chunks) {
    ManifestDraft draft = key.draft();
    chunks.forEach(chunk -> draft.add(chunk.entry()));
    return draft;
  }

  Bytes manifest(int chunks) {
    return key.seal(draft(chunks(chunks)), file);
  }
}
