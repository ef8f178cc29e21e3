package io.customerkey.crypto.key;

import io.customerkey.crypto.Bytes;
import io.customerkey.crypto.CryptoRefusedException;
import io.customerkey.crypto.CryptoRefusedException.Subject;
import io.customerkey.crypto.id.Id128;
import io.customerkey.crypto.id.KeyKind;
import io.customerkey.crypto.id.KeyVersionId;
import io.customerkey.crypto.id.ObjectId;

/**
 * Many wrapped keys in one array, as bulk calls carry them. Each entry has 92 bytes:
 *
 * <pre>{@code
 * object id (16) ‖ object key version (16) ‖ wrapped key (60)
 * }</pre>
 */
public final class PackedKeys {
  /** Length of one entry in bytes. */
  public static final int ENTRY_SIZE = 92;

  /** Most entries of one batch. */
  public static final int MAX_COUNT = 10_000;

  static final int WRAPPED_AT = PackedObjects.ENTRY_SIZE;

  private final byte[] packed;

  private PackedKeys(byte[] packed) {
    this.packed = packed;
  }

  /**
   * {@return the batch}
   *
   * @param packed whole entries, at most {@link #MAX_COUNT}; from now on this object's own
   * @throws CryptoRefusedException if the length is not that of whole entries, or there are too
   *     many
   */
  public static PackedKeys takeOwnershipOf(byte[] packed) {
    if (packed.length % ENTRY_SIZE != 0 || packed.length / ENTRY_SIZE > MAX_COUNT) {
      throw new CryptoRefusedException(Subject.FORMAT);
    }
    return new PackedKeys(packed);
  }

  /**
   * {@return the batch of these objects with these keys}
   *
   * @param objects the objects
   * @param wrappedKeys their wrapped keys in the same order, 60 bytes each
   * @throws CryptoRefusedException if there are not as many keys as objects
   */
  public static PackedKeys join(PackedObjects objects, byte[] wrappedKeys) {
    if (wrappedKeys.length != objects.count() * WrappedKey.SIZE) {
      throw new CryptoRefusedException(Subject.FORMAT);
    }
    byte[] packed = new byte[objects.count() * ENTRY_SIZE];
    for (int i = 0; i < objects.count(); i++) {
      int entry = i * ENTRY_SIZE;
      System.arraycopy(objects.packed(), i * WRAPPED_AT, packed, entry, WRAPPED_AT);
      System.arraycopy(
          wrappedKeys, i * WrappedKey.SIZE, packed, entry + WRAPPED_AT, WrappedKey.SIZE);
    }
    return new PackedKeys(packed);
  }

  /** {@return number of entries} */
  public int count() {
    return packed.length / ENTRY_SIZE;
  }

  /**
   * {@return its object}
   *
   * @param index of the entry, from 0
   */
  public ObjectId object(int index) {
    return new ObjectId(Id128.read(packed, at(index)));
  }

  /**
   * {@return its key version}
   *
   * @param index of the entry, from 0
   */
  public KeyVersionId keyVersion(int index) {
    return new KeyVersionId(Id128.read(packed, at(index) + Id128.SIZE));
  }

  /**
   * {@return its wrapped key}
   *
   * @param index of the entry, from 0
   */
  public WrappedKey wrappedKey(int index) {
    return new WrappedKey(Bytes.copyOf(packed, at(index) + WRAPPED_AT, WrappedKey.SIZE));
  }

  /**
   * {@return what the entry's key belongs to}
   *
   * @param index of the entry, from 0
   * @param kind kind of all keys of this batch
   */
  public WrappedObject describe(int index, KeyKind kind) {
    return new WrappedObject(kind, object(index), keyVersion(index));
  }

  /** {@return the wrapped keys alone, 60 bytes each, in a fresh array} */
  public byte[] wrappedKeys() {
    byte[] keys = new byte[count() * WrappedKey.SIZE];
    for (int i = 0; i < count(); i++) {
      System.arraycopy(
          packed, i * ENTRY_SIZE + WRAPPED_AT, keys, i * WrappedKey.SIZE, WrappedKey.SIZE);
    }
    return keys;
  }

  /** {@return the live array, not copied and not to be changed} */
  public byte[] packed() {
    return packed;
  }

  private int at(int index) {
    if (index < 0 || index >= count()) {
      throw new IndexOutOfBoundsException(index);
    }
    return index * ENTRY_SIZE;
  }
}
