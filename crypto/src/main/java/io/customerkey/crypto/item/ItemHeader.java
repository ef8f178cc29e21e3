package io.customerkey.crypto.item;

import io.customerkey.crypto.Bytes;
import io.customerkey.crypto.CryptoRefusedException;
import io.customerkey.crypto.CryptoRefusedException.Subject;
import io.customerkey.crypto.id.Id128;
import io.customerkey.crypto.id.KeyVersionId;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * The header of an item's stream (24 bytes), kept in the item's row and not in the stream:
 *
 * <pre>{@code
 * "CKI1" ‖ version 1 u8 ‖ algorithm 1 u8 ‖ log2(segment size) 20 u8 ‖ 0 u8 ‖ mailbox key version (16)
 * }</pre>
 *
 * @param mailboxKeyVersion which version of the mailbox key encrypts the item
 */
public record ItemHeader(KeyVersionId mailboxKeyVersion) {
  /** Length in bytes. */
  public static final int SIZE = 24;

  private static final int VERSION = 1;
  private static final int ALGORITHM = 1;
  private static final byte[] FIXED =
      ByteBuffer.allocate(SIZE - Id128.SIZE)
          .put("CKI1".getBytes(StandardCharsets.US_ASCII))
          .put((byte) VERSION)
          .put((byte) ALGORITHM)
          .put((byte) StreamLayout.LOG2_SEGMENT_SIZE)
          .put((byte) 0)
          .array();

  /**
   * {@return the header}
   *
   * @param header as stored
   * @throws CryptoRefusedException if it is not a header of a known version and algorithm
   */
  public static ItemHeader parse(byte[] header) {
    if (header.length != SIZE || !Arrays.equals(header, 0, FIXED.length, FIXED, 0, FIXED.length)) {
      throw new CryptoRefusedException(Subject.FORMAT);
    }
    return new ItemHeader(new KeyVersionId(Id128.read(header, FIXED.length)));
  }

  /** {@return the 24 bytes} */
  public byte[] toByteArray() {
    byte[] header = Arrays.copyOf(FIXED, SIZE);
    mailboxKeyVersion.value().writeTo(header, FIXED.length);
    return header;
  }

  /** {@return the 24 bytes} */
  public Bytes toBytes() {
    return Bytes.takeOwnershipOf(toByteArray());
  }
}
