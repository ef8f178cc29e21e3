package io.customerkey.crypto.file;

import io.customerkey.crypto.CryptoRefusedException;
import io.customerkey.crypto.CryptoRefusedException.Subject;
import io.customerkey.crypto.id.ChunkId;
import io.customerkey.crypto.id.Id128;
import io.customerkey.crypto.id.TenantId;
import io.customerkey.crypto.key.GcmCipher;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/**
 * An encrypted chunk is AES-256-GCM under the chunk's key:
 *
 * <pre>{@code
 * header (8)            = "CKC1" ‖ version 1 u8 ‖ algorithm 1 u8 ‖ 0 u16
 * chunk                 = header (8) ‖ nonce (12, random) ‖ ciphertext ‖ tag (16)
 * associated data (44)  = header (8) ‖ tenant (16) ‖ chunk id (16) ‖ plaintext length u32
 * }</pre>
 */
public final class ChunkLayout {
  /** Most plaintext of one chunk in bytes: 16 MiB. */
  public static final int MAX_PLAINTEXT = 16 << 20;

  /** Plaintext of a chunk in bytes, where nothing else is wanted: 4 MiB. */
  public static final int DEFAULT_PLAINTEXT = 4 << 20;

  /** Where the ciphertext starts in an encrypted chunk: behind header and nonce. */
  public static final int CIPHERTEXT_AT = 20;

  /** How much longer than its plaintext an encrypted chunk is, in bytes. */
  public static final int OVERHEAD = CIPHERTEXT_AT + GcmCipher.TAG_SIZE;

  static final int HEADER_SIZE = CIPHERTEXT_AT - GcmCipher.NONCE_SIZE;
  static final int ASSOCIATED_DATA_SIZE = HEADER_SIZE + 2 * Id128.SIZE + Integer.BYTES;

  private static final byte[] HEADER = header("CKC1");

  private ChunkLayout() {}

  /**
   * {@return length in bytes of the encrypted chunk}
   *
   * @param plaintextLength in bytes, 1 to {@link #MAX_PLAINTEXT}
   * @throws IllegalArgumentException for another length
   */
  public static int encryptedLength(int plaintextLength) {
    return requirePlaintext(plaintextLength) + OVERHEAD;
  }

  static int requirePlaintext(int length) {
    if (length < 1 || length > MAX_PLAINTEXT) {
      throw new IllegalArgumentException(
          "a chunk holds 1 byte to 16 MiB, not " + length + " bytes");
    }
    return length;
  }

  /** {@return header and nonce of a chunk} */
  static byte[] start(byte[] nonce) {
    return ByteBuffer.allocate(CIPHERTEXT_AT).put(HEADER).put(nonce).array();
  }

  /**
   * Reads the start of a chunk whose length is known to be right.
   *
   * @return header and nonce
   * @throws CryptoRefusedException if it is not a chunk of a known version and algorithm
   */
  static byte[] readStart(ByteBuffer chunk) {
    byte[] start = new byte[CIPHERTEXT_AT];
    chunk.get(start);
    if (!ByteBuffer.wrap(start, 0, HEADER_SIZE).equals(ByteBuffer.wrap(HEADER))) {
      throw new CryptoRefusedException(Subject.CONTENT);
    }
    return start;
  }

  static byte[] associatedData(TenantId tenant, ChunkId chunk, int plaintextLength) {
    return ByteBuffer.allocate(ASSOCIATED_DATA_SIZE)
        .put(HEADER)
        .put(tenant.toByteArray())
        .put(chunk.toByteArray())
        .putInt(plaintextLength)
        .array();
  }

  /** {@return {@code magic ‖ version 1 u8 ‖ algorithm 1 u8 ‖ 0 u16}, for chunks and for names} */
  static byte[] header(String magic) {
    return ByteBuffer.allocate(HEADER_SIZE)
        .put(magic.getBytes(StandardCharsets.US_ASCII))
        .put((byte) 1)
        .put((byte) 1)
        .putShort((short) 0)
        .array();
  }
}
