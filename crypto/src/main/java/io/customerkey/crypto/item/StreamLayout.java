package io.customerkey.crypto.item;

import io.customerkey.crypto.CryptoRefusedException;
import io.customerkey.crypto.CryptoRefusedException.Subject;

/**
 * Sizes of an item's stream. Ciphertext is cut into segments of 1 MiB, the last one shorter; each
 * ends with a tag of 16 bytes and the first begins with the stream's header of 40 bytes. Only an
 * empty stream has a segment without plaintext.
 */
public final class StreamLayout {
  /** Longest segment of ciphertext in bytes. */
  public static final int SEGMENT_SIZE = 1 << 20;

  /**
   * Length in bytes of the header that begins the first segment: its length u8, salt (32), nonce
   * prefix (7).
   */
  public static final int STREAM_HEADER_SIZE = 40;

  /** Length in bytes of the tag that ends each segment. */
  public static final int TAG_SIZE = 16;

  /** Plaintext of the first segment in bytes, if it is not the last. */
  public static final int FIRST_CAPACITY = SEGMENT_SIZE - STREAM_HEADER_SIZE - TAG_SIZE;

  /** Plaintext of every further segment in bytes, if it is not the last. */
  public static final int CAPACITY = SEGMENT_SIZE - TAG_SIZE;

  static final int LOG2_SEGMENT_SIZE = 20;

  private static final long MAX_PLAINTEXT = 1L << 50;

  private StreamLayout() {}

  /**
   * {@return number of segments, at least 1}
   *
   * @param plaintextLength in bytes, at most 2<sup>50</sup>
   */
  public static long segments(long plaintextLength) {
    if (plaintextLength < 0 || plaintextLength > MAX_PLAINTEXT) {
      throw new IllegalArgumentException("no stream has that length");
    }
    long behindFirst = Math.max(0, plaintextLength - FIRST_CAPACITY);
    return 1 + Math.ceilDiv(behindFirst, CAPACITY);
  }

  /**
   * {@return length in bytes of all segments together}
   *
   * @param plaintextLength in bytes
   */
  public static long ciphertextLength(long plaintextLength) {
    return plaintextLength + STREAM_HEADER_SIZE + segments(plaintextLength) * TAG_SIZE;
  }

  /**
   * {@return length in bytes of the plaintext}
   *
   * @param ciphertextLength in bytes, of all segments together
   * @throws CryptoRefusedException if no stream has that length
   */
  public static long plaintextLength(long ciphertextLength) {
    long segments = Math.ceilDiv(ciphertextLength, SEGMENT_SIZE);
    long plaintext = ciphertextLength - STREAM_HEADER_SIZE - segments * TAG_SIZE;
    if (plaintext < 0 || plaintext > MAX_PLAINTEXT || segments != segments(plaintext)) {
      throw new CryptoRefusedException(Subject.CONTENT);
    }
    return plaintext;
  }
}
