package io.customerkey.crypto.key;

import io.customerkey.crypto.CryptoRefusedException;
import io.customerkey.crypto.CryptoRefusedException.Subject;
import io.customerkey.crypto.id.Id128;
import io.customerkey.crypto.id.KeyKind;
import io.customerkey.crypto.id.KeyVersionId;
import io.customerkey.crypto.id.ObjectId;
import java.util.List;

/**
 * Objects that shall get new keys, as bulk calls carry them. Each entry has 32 bytes:
 *
 * <pre>{@code
 * object id (16) ‖ object key version (16)
 * }</pre>
 */
public final class PackedObjects {
  /** Length of one entry in bytes. */
  public static final int ENTRY_SIZE = 2 * Id128.SIZE;

  private final byte[] packed;

  private PackedObjects(byte[] packed) {
    this.packed = packed;
  }

  /**
   * {@return the batch}
   *
   * @param packed whole entries, at most {@link PackedKeys#MAX_COUNT}; from now on this object's
   *     own
   * @throws CryptoRefusedException if the length is not that of whole entries, or there are too
   *     many
   */
  public static PackedObjects takeOwnershipOf(byte[] packed) {
    if (packed.length % ENTRY_SIZE != 0 || packed.length / ENTRY_SIZE > PackedKeys.MAX_COUNT) {
      throw new CryptoRefusedException(Subject.FORMAT);
    }
    return new PackedObjects(packed);
  }

  /**
   * {@return the batch}
   *
   * @param objects all of one kind, at most {@link PackedKeys#MAX_COUNT}
   */
  public static PackedObjects of(List<WrappedObject> objects) {
    if (objects.stream().map(WrappedObject::kind).distinct().count() > 1) {
      throw new IllegalArgumentException("a batch holds objects of one kind");
    }
    byte[] packed = new byte[Math.multiplyExact(objects.size(), ENTRY_SIZE)];
    int at = 0;
    for (WrappedObject object : objects) {
      object.writeTo(packed, at);
      at += ENTRY_SIZE;
    }
    return takeOwnershipOf(packed);
  }

  /** {@return number of entries} */
  public int count() {
    return packed.length / ENTRY_SIZE;
  }

  /**
   * {@return what the entry's key will belong to}
   *
   * @param index of the entry, from 0
   * @param kind kind of all objects of this batch
   */
  public WrappedObject describe(int index, KeyKind kind) {
    if (index < 0 || index >= count()) {
      throw new IndexOutOfBoundsException(index);
    }
    int at = index * ENTRY_SIZE;
    return new WrappedObject(
        kind,
        new ObjectId(Id128.read(packed, at)),
        new KeyVersionId(Id128.read(packed, at + Id128.SIZE)));
  }

  /** {@return the live array, not copied and not to be changed} */
  public byte[] packed() {
    return packed;
  }
}
