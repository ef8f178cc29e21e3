package io.customerkey.crypto.id;

import io.customerkey.crypto.Bytes;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.UUID;
import java.util.random.RandomGenerator;

/**
 * 128 bits that name something. Written as a UUID in text and as 16 big-endian bytes in formats;
 * all 128 bits are random, there is no version in them.
 *
 * @param high the first eight bytes
 * @param low the last eight bytes
 */
public record Id128(long high, long low) {
  /** Length of the binary form in bytes. */
  public static final int SIZE = 16;

  private static final int TEXT_LENGTH = 36;
  private static final VarHandle LONGS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);

  /**
   * {@return the id}
   *
   * @param bytes exactly 16 bytes
   * @throws IllegalArgumentException for another length
   */
  public static Id128 of(byte[] bytes) {
    if (bytes.length != SIZE) {
      throw new IllegalArgumentException("an id has 16 bytes, not " + bytes.length);
    }
    return read(bytes, 0);
  }

  /**
   * {@return the id}
   *
   * @param bytes at least 16 bytes from {@code offset} on
   * @param offset where the id starts
   */
  public static Id128 read(byte[] bytes, int offset) {
    return new Id128((long) LONGS.get(bytes, offset), (long) LONGS.get(bytes, offset + Long.BYTES));
  }

  /**
   * {@return the id}
   *
   * @param uuid the same bits
   */
  public static Id128 of(UUID uuid) {
    return new Id128(uuid.getMostSignificantBits(), uuid.getLeastSignificantBits());
  }

  /**
   * {@return the id}
   *
   * @param text UUID form, 8-4-4-4-12 hexadecimal digits of any case
   * @throws IllegalArgumentException for any other text
   */
  public static Id128 parse(String text) {
    if (text.length() == TEXT_LENGTH) {
      UUID uuid = UUID.fromString(text);
      if (uuid.toString().equalsIgnoreCase(text)) {
        return of(uuid);
      }
    }
    throw new IllegalArgumentException("an id is written as 8-4-4-4-12 hexadecimal digits");
  }

  /**
   * {@return a new id}
   *
   * @param random a cryptographic source
   */
  public static Id128 random(RandomGenerator random) {
    byte[] bytes = new byte[SIZE];
    random.nextBytes(bytes);
    return read(bytes, 0);
  }

  /**
   * Writes the binary form into an array.
   *
   * @param target receives 16 bytes
   * @param offset where they start
   */
  public void writeTo(byte[] target, int offset) {
    LONGS.set(target, offset, high);
    LONGS.set(target, offset + Long.BYTES, low);
  }

  /** {@return the 16 bytes} */
  public byte[] toByteArray() {
    byte[] bytes = new byte[SIZE];
    writeTo(bytes, 0);
    return bytes;
  }

  /** {@return the 16 bytes} */
  public Bytes toBytes() {
    return Bytes.takeOwnershipOf(toByteArray());
  }

  /** {@return the same bits} */
  public UUID toUuid() {
    return new UUID(high, low);
  }

  /** The UUID form, lower case. */
  @Override
  public String toString() {
    return toUuid().toString();
  }
}
