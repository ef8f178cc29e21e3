package io.customerkey.crypto.item;

import io.customerkey.crypto.Bytes;
import io.customerkey.crypto.CryptoRefusedException;
import io.customerkey.crypto.CryptoRefusedException.Subject;
import io.customerkey.crypto.SecretBytes;
import java.util.Objects;
import javax.crypto.Cipher;
import org.jspecify.annotations.Nullable;

/**
 * Decrypts one stream made by {@link ItemStreamEncryptor} or by Tink's {@code AES256_GCM_HKDF_1MB}:
 * its segments in order, each released only when its tag is right. A changed, missing, repeated or
 * reordered segment, one behind the last, another header or context: each is refused with {@link
 * CryptoRefusedException}, and with it the rest of the stream.
 *
 * <p>What came out before a refusal is authentic but possibly not all: a reader that must not act
 * on a part waits for {@link #finish()}. For one thread at a time. Close it in any case: that
 * erases the stream's key.
 */
public final class ItemStreamDecryptor implements AutoCloseable {
  private enum State {
    OPEN,
    COMPLETE,
    REFUSED,
    CLOSED
  }

  private final SecretBytes mailboxKey;
  private final Bytes associatedData;
  private @Nullable SegmentCipher cipher;
  private State state = State.OPEN;

  /** Takes ownership of {@code mailboxKey}. */
  ItemStreamDecryptor(SecretBytes mailboxKey, Bytes associatedData) {
    this.mailboxKey = mailboxKey;
    this.associatedData = associatedData;
  }

  /**
   * {@return plaintext in it in bytes}
   *
   * @param segmentLength length of the next segment in bytes
   * @throws CryptoRefusedException if it is too short
   */
  public int plaintextLength(int segmentLength) {
    int length = segmentLength - start() - StreamLayout.TAG_SIZE;
    if (length < 0) {
      throw refuse();
    }
    return length;
  }

  /**
   * Opens the next segment.
   *
   * @param in the segment; another array than {@code out}
   * @param inAt where it starts
   * @param length of the segment in bytes
   * @param last whether it is claimed to be the last
   * @param out receives {@link #plaintextLength} bytes; zeros if the segment is refused
   * @param outAt where they start
   * @return number of plaintext bytes
   * @throws CryptoRefusedException if it is not exactly the next segment of this stream, or an
   *     earlier one was refused
   * @throws IllegalStateException after close
   */
  @SuppressWarnings("ReferenceEquality") // whether it is the same array is the question
  public int decryptSegment(byte[] in, int inAt, int length, boolean last, byte[] out, int outAt) {
    if (state == State.CLOSED) {
      throw new IllegalStateException("the stream is closed");
    }
    Objects.checkFromIndexSize(inAt, length, in.length);
    if (in == out) {
      throw new IllegalArgumentException("a segment is not decrypted in place");
    }
    int start = start();
    int least = start == 0 ? StreamLayout.TAG_SIZE + 1 : start + StreamLayout.TAG_SIZE;
    boolean lengthFits =
        last
            ? length >= least && length <= StreamLayout.SEGMENT_SIZE
            : length == StreamLayout.SEGMENT_SIZE;
    if (state != State.OPEN || !lengthFits) {
      throw refuse();
    }
    Objects.checkFromIndexSize(outAt, plaintextLength(length), out.length);
    SegmentCipher segments = cipher == null ? begin(in, inAt) : cipher;
    int written = segments.next(in, inAt + start, length - start, last, out, outAt);
    if (written < 0) {
      throw refuse();
    }
    if (last) {
      state = State.COMPLETE;
    }
    return written;
  }

  /**
   * Opens the next segment into an array of its own.
   *
   * @param segment the segment
   * @param last whether it is claimed to be the last
   * @return its plaintext
   * @throws CryptoRefusedException as {@link #decryptSegment}
   */
  public byte[] decryptSegment(byte[] segment, boolean last) {
    if (segment.length > StreamLayout.SEGMENT_SIZE) {
      throw refuse();
    }
    byte[] plaintext = new byte[plaintextLength(segment.length)];
    decryptSegment(segment, 0, segment.length, last, plaintext, 0);
    return plaintext;
  }

  /**
   * To be called when no segment is left.
   *
   * @throws CryptoRefusedException if the last segment has not been opened: the stream is truncated
   *     or was refused
   */
  public void finish() {
    if (state != State.COMPLETE) {
      throw refuse();
    }
  }

  private SegmentCipher begin(byte[] in, int inAt) {
    if (in[inAt] != StreamLayout.STREAM_HEADER_SIZE) {
      throw refuse();
    }
    byte[] header = new byte[StreamLayout.STREAM_HEADER_SIZE];
    System.arraycopy(in, inAt, header, 0, header.length);
    var begun = new SegmentCipher(Cipher.DECRYPT_MODE, mailboxKey, header, associatedData);
    mailboxKey.close();
    cipher = begun;
    return begun;
  }

  private int start() {
    return cipher == null ? StreamLayout.STREAM_HEADER_SIZE : 0;
  }

  private CryptoRefusedException refuse() {
    if (state != State.CLOSED) {
      state = State.REFUSED;
    }
    return new CryptoRefusedException(Subject.CONTENT);
  }

  /** Erases the stream's key; closing twice does nothing. */
  @Override
  public void close() {
    state = State.CLOSED;
    mailboxKey.close();
    if (cipher != null) {
      cipher.destroy();
    }
  }
}
