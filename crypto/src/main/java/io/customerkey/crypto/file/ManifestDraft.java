package io.customerkey.crypto.file;

import io.customerkey.crypto.Bytes;
import io.customerkey.crypto.id.KeyVersionId;
import io.customerkey.crypto.key.ManifestMac;
import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * The chunks of a file in order, gathered until {@link SiteKey#seal} makes a manifest of them. All
 * keys in it are wrapped by one version of the site key; chunks of an earlier file version, if that
 * is under the same, may be added again. Holds no secret. For one thread at a time.
 */
public final class ManifestDraft {
  private static final int FIRST_CHUNKS = 4;

  private final KeyVersionId siteKeyVersion;
  private byte[] manifest = new byte[ManifestLayout.size(FIRST_CHUNKS)];
  private int chunks;
  private long totalLength;

  ManifestDraft(KeyVersionId siteKeyVersion) {
    this.siteKeyVersion = siteKeyVersion;
  }

  /**
   * Adds the next chunk of the file.
   *
   * @param entry the chunk
   * @return this draft
   * @throws IllegalArgumentException if its key is under another version of the site key
   * @throws IllegalStateException if there are {@link ManifestLayout#MAX_CHUNKS} already
   */
  public ManifestDraft add(ChunkEntry entry) {
    if (!entry.siteKeyVersion().equals(siteKeyVersion)) {
      throw new IllegalArgumentException("the chunk's key is under another site key version");
    }
    if (chunks == ManifestLayout.MAX_CHUNKS) {
      throw new IllegalStateException("a file has at most " + chunks + " chunks");
    }
    if (ManifestLayout.size(chunks + 1) > manifest.length) {
      int wanted = Math.min(2 * chunks, ManifestLayout.MAX_CHUNKS);
      manifest = Arrays.copyOf(manifest, ManifestLayout.size(wanted));
    }
    int at = ManifestLayout.entryAt(chunks);
    entry.chunk().value().writeTo(manifest, at);
    ByteBuffer.wrap(manifest).putInt(at + ManifestLayout.LENGTH_IN_ENTRY, entry.plaintextLength());
    entry.wrappedKey().bytes().copyTo(manifest, at + ManifestLayout.KEY_IN_ENTRY);
    chunks++;
    totalLength += entry.plaintextLength();
    return this;
  }

  /** {@return version of the site key that wraps the chunk keys} */
  public KeyVersionId siteKeyVersion() {
    return siteKeyVersion;
  }

  /** {@return number of chunks so far} */
  public int chunks() {
    return chunks;
  }

  /** {@return plaintext of all chunks so far in bytes} */
  public long totalLength() {
    return totalLength;
  }

  Bytes seal(ManifestMac mac, byte[] binding) {
    ByteBuffer sealed = ByteBuffer.wrap(Arrays.copyOf(manifest, ManifestLayout.size(chunks)));
    int macAt = ManifestLayout.macAt(chunks);
    sealed.put(0, binding);
    sealed.putLong(ManifestLayout.TOTAL_AT, totalLength);
    sealed.putInt(ManifestLayout.COUNT_AT, chunks);
    sealed.put(macAt, mac.tag(sealed.slice(0, macAt)));
    return Bytes.takeOwnershipOf(sealed.array());
  }
}
