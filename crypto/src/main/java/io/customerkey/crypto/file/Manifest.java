package io.customerkey.crypto.file;

import io.customerkey.crypto.Bytes;
import io.customerkey.crypto.CryptoRefusedException;
import io.customerkey.crypto.CryptoRefusedException.Subject;
import io.customerkey.crypto.id.ChunkId;
import io.customerkey.crypto.id.Id128;
import io.customerkey.crypto.id.KeyVersionId;
import io.customerkey.crypto.key.ManifestMac;
import io.customerkey.crypto.key.WrappedKey;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Objects;

/**
 * The authenticated list of a file version's chunks, read where it stands: entries are made when
 * they are asked for, so that a file of many chunks costs its manifest and eight bytes per chunk.
 * Format: {@link ManifestLayout}. Immutable, and safe for use by many threads.
 */
public final class Manifest {
  private final FileVersion version;
  private final KeyVersionId siteKeyVersion;
  private final ByteBuffer sealed;
  private final long[] ends;

  private Manifest(
      FileVersion version, KeyVersionId siteKeyVersion, ByteBuffer sealed, long[] ends) {
    this.version = version;
    this.siteKeyVersion = siteKeyVersion;
    this.sealed = sealed;
    this.ends = ends;
  }

  /**
   * Checks the length, then the MAC, then what it is bound to, and only then reads the rest.
   *
   * @throws CryptoRefusedException whichever of these is wrong
   */
  static Manifest open(
      Bytes bytes, ManifestMac mac, byte[] binding, FileVersion version, KeyVersionId siteKey) {
    int chunks = ManifestLayout.chunks(bytes.size());
    if (chunks < 0) {
      throw refused();
    }
    ByteBuffer sealed = bytes.asByteBuffer();
    byte[] tag = new byte[ManifestMac.SIZE];
    sealed.get(ManifestLayout.macAt(chunks), tag);
    if (!mac.verify(sealed.slice(0, ManifestLayout.macAt(chunks)), tag)
        || !sealed.slice(0, binding.length).equals(ByteBuffer.wrap(binding))
        || sealed.getInt(ManifestLayout.COUNT_AT) != chunks) {
      throw refused();
    }
    long[] ends = new long[chunks];
    long end = 0;
    for (int i = 0; i < chunks; i++) {
      int length = sealed.getInt(ManifestLayout.entryAt(i) + ManifestLayout.LENGTH_IN_ENTRY);
      if (length < 1 || length > ChunkLayout.MAX_PLAINTEXT) {
        throw refused();
      }
      end += length;
      ends[i] = end;
    }
    if (sealed.getLong(ManifestLayout.TOTAL_AT) != end) {
      throw refused();
    }
    return new Manifest(version, siteKey, sealed, ends);
  }

  private static CryptoRefusedException refused() {
    return new CryptoRefusedException(Subject.MANIFEST);
  }

  /** {@return of which version of which file it is} */
  public FileVersion version() {
    return version;
  }

  /** {@return version of the site key that wraps the chunk keys} */
  public KeyVersionId siteKeyVersion() {
    return siteKeyVersion;
  }

  /** {@return number of chunks} */
  public int chunks() {
    return ends.length;
  }

  /** {@return plaintext of all chunks in bytes} */
  public long totalLength() {
    return ends.length == 0 ? 0 : ends[ends.length - 1];
  }

  /**
   * {@return that chunk}
   *
   * @param index from 0
   */
  public ChunkEntry chunk(int index) {
    int at = ManifestLayout.entryAt(Objects.checkIndex(index, ends.length));
    byte[] key = new byte[WrappedKey.SIZE];
    sealed.get(at + ManifestLayout.KEY_IN_ENTRY, key);
    return new ChunkEntry(
        new ChunkId(new Id128(sealed.getLong(at), sealed.getLong(at + Long.BYTES))),
        sealed.getInt(at + ManifestLayout.LENGTH_IN_ENTRY),
        siteKeyVersion,
        new WrappedKey(Bytes.takeOwnershipOf(key)));
  }

  /**
   * {@return where that chunk starts in the file, in bytes}
   *
   * @param index from 0
   */
  public long start(int index) {
    Objects.checkIndex(index, ends.length);
    return index == 0 ? 0 : ends[index - 1];
  }

  /**
   * {@return index of the chunk that holds that byte of the file}
   *
   * @param offset from 0 to {@link #totalLength()} − 1
   */
  public int indexAt(long offset) {
    Objects.checkIndex(offset, totalLength());
    int found = Arrays.binarySearch(ends, offset + 1);
    return found >= 0 ? found : -found - 1;
  }

  @Override
  public String toString() {
    return "Manifest[" + version + ", " + chunks() + " chunks, " + totalLength() + " bytes]";
  }
}
