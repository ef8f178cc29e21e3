package io.customerkey.crypto.file;

import io.customerkey.crypto.id.Id128;
import io.customerkey.crypto.id.KeyVersionId;
import io.customerkey.crypto.id.SiteId;
import io.customerkey.crypto.id.TenantId;
import io.customerkey.crypto.key.ManifestMac;
import io.customerkey.crypto.key.WrappedKey;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/**
 * The manifest of one version of a file:
 *
 * <pre>{@code
 * binding (77)  = "CKM1" ‖ version 1 u8 ‖ tenant (16) ‖ site (16) ‖ file (16) ‖ file version u64 ‖ site key version (16)
 * entry (80)    = chunk id (16) ‖ plaintext length u32 ‖ wrapped chunk key (60)
 * manifest      = binding (77) ‖ total length u64 ‖ count u32 ‖ count × entry (80) ‖ HMAC-SHA-256 (32)
 * }</pre>
 *
 * <p>The MAC is over all that stands before it. The chunks follow each other in the file in the
 * order of the entries; a file without content has none. The total length is the sum of theirs.
 */
public final class ManifestLayout {
  /**
   * Most chunks of one file: 65,536, which are 256 GiB in chunks of 4 MiB and 1 TiB in chunks of 16
   * MiB.
   */
  public static final int MAX_CHUNKS = 1 << 16;

  static final int BINDING_SIZE = 4 + 1 + 3 * Id128.SIZE + Long.BYTES + Id128.SIZE;
  static final int TOTAL_AT = BINDING_SIZE;
  static final int COUNT_AT = TOTAL_AT + Long.BYTES;
  static final int ENTRIES_AT = COUNT_AT + Integer.BYTES;
  static final int LENGTH_IN_ENTRY = Id128.SIZE;
  static final int KEY_IN_ENTRY = LENGTH_IN_ENTRY + Integer.BYTES;
  static final int ENTRY_SIZE = KEY_IN_ENTRY + WrappedKey.SIZE;

  /** Length in bytes of the longest manifest. */
  public static final int MAX_SIZE = size(MAX_CHUNKS);

  private static final int VERSION = 1;

  private ManifestLayout() {}

  /**
   * {@return length in bytes of a manifest}
   *
   * @param chunks how many it lists, 0 to {@link #MAX_CHUNKS}
   */
  public static int size(int chunks) {
    return macAt(chunks) + ManifestMac.SIZE;
  }

  static int macAt(int chunks) {
    return entryAt(chunks);
  }

  static int entryAt(int index) {
    return ENTRIES_AT + index * ENTRY_SIZE;
  }

  /** {@return number of entries of a manifest of that length, or -1 if none has it} */
  static int chunks(int size) {
    int entries = size - size(0);
    boolean fits = entries >= 0 && size <= MAX_SIZE && entries % ENTRY_SIZE == 0;
    return fits ? entries / ENTRY_SIZE : -1;
  }

  static byte[] binding(TenantId tenant, SiteId site, FileVersion version, KeyVersionId siteKey) {
    return ByteBuffer.allocate(BINDING_SIZE)
        .put("CKM1".getBytes(StandardCharsets.US_ASCII))
        .put((byte) VERSION)
        .put(tenant.toByteArray())
        .put(site.toByteArray())
        .put(version.file().toByteArray())
        .putLong(version.number())
        .put(siteKey.toByteArray())
        .array();
  }
}
