package io.customerkey.crypto.item;

import io.customerkey.crypto.Bytes;
import io.customerkey.crypto.SecretBytes;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Objects;
import java.util.random.RandomGenerator;
import javax.crypto.Cipher;

/**
 * Encrypts one stream as Tink's {@code AES256_GCM_HKDF_1MB} does (key derivation and nonces: {@link
 * SegmentCipher}). Two ways to use it, not to be mixed within a stream:
 *
 * <ul>
 *   <li>push: {@link #update} with plaintext in pieces of any size, as it comes from the network,
 *       then {@link #finish}; whole segments go to a sink in arrays of their own;
 *   <li>segment by segment: {@link #encryptSegment} from the caller's array into the caller's
 *       array, without a copy.
 * </ul>
 *
 * <p>For one thread at a time. Close it in any case: that erases the stream's key.
 */
public final class ItemStreamEncryptor implements AutoCloseable {
  private static final int FIRST_ALLOCATION = 64 * 1024;

  private final SegmentCipher cipher;
  private final byte[] streamHeader = new byte[StreamLayout.STREAM_HEADER_SIZE];
  private byte[] row = new byte[0];
  private int gathered;
  private long plaintextLength;
  private boolean done;

  ItemStreamEncryptor(SecretBytes mailboxKey, Bytes associatedData, RandomGenerator random) {
    random.nextBytes(streamHeader);
    streamHeader[0] = StreamLayout.STREAM_HEADER_SIZE;
    cipher = new SegmentCipher(Cipher.ENCRYPT_MODE, mailboxKey, streamHeader, associatedData);
  }

  /**
   * {@return plaintext encrypted so far in bytes; after the last segment the length of the content}
   */
  public long plaintextLength() {
    return plaintextLength;
  }

  /** {@return number of segments made so far} */
  public int segments() {
    return cipher.number();
  }

  /**
   * {@return plaintext that the next segment holds in bytes: exactly so much, or up to so much in
   * the last one}
   */
  public int capacity() {
    return cipher.number() == 0 ? StreamLayout.FIRST_CAPACITY : StreamLayout.CAPACITY;
  }

  /**
   * Makes the next segment.
   *
   * @param in plaintext; may be the array {@code out} if the plaintext already stands where its
   *     ciphertext will
   * @param inAt where it starts
   * @param length {@link #capacity()}, in the last segment 1 to that; 0 only if the whole stream is
   *     empty
   * @param last whether no other follows
   * @param out receives the segment: in the first the stream's header (40), then ciphertext, then
   *     the tag (16)
   * @param outAt where it starts
   * @return length of the segment in bytes
   * @throws IllegalStateException after the last segment or after close
   * @throws IllegalArgumentException for another length
   */
  @SuppressWarnings("ReferenceEquality") // whether it is the same array is the question
  public int encryptSegment(byte[] in, int inAt, int length, boolean last, byte[] out, int outAt) {
    requireOpen();
    boolean first = cipher.number() == 0;
    int capacity = capacity();
    if (last ? length > capacity || (length == 0 && !first) : length != capacity) {
      throw new IllegalArgumentException("no such segment: " + length + " bytes, last " + last);
    }
    int headerSize = first ? StreamLayout.STREAM_HEADER_SIZE : 0;
    Objects.checkFromIndexSize(inAt, length, in.length);
    Objects.checkFromIndexSize(outAt, headerSize + length + StreamLayout.TAG_SIZE, out.length);
    if (in == out && inAt != outAt + headerSize) {
      throw new IllegalArgumentException("plaintext stands where its ciphertext will, or apart");
    }
    System.arraycopy(streamHeader, 0, out, outAt, headerSize);
    int written = cipher.next(in, inAt, length, last, out, outAt + headerSize);
    plaintextLength += length;
    done = last;
    return headerSize + written;
  }

  /**
   * Takes plaintext and makes the segments it completes.
   *
   * @param plaintext the next piece, of any size; read to its end
   * @param sink takes the segments that are now known not to be the last
   * @throws IllegalStateException after finish or close
   */
  public void update(ByteBuffer plaintext, SegmentSink sink) {
    requireOpen();
    while (plaintext.hasRemaining()) {
      int capacity = capacity();
      if (gathered == capacity) {
        emitGathered(sink);
      } else if (gathered == 0 && plaintext.hasArray() && plaintext.remaining() > capacity) {
        emitFrom(plaintext, capacity, sink);
      } else {
        gather(plaintext, capacity);
      }
    }
  }

  /**
   * Takes plaintext and makes the segments it completes.
   *
   * @param plaintext the next piece, of any size
   * @param sink takes the segments that are now known not to be the last
   * @throws IllegalStateException after finish or close
   */
  public void update(byte[] plaintext, SegmentSink sink) {
    update(ByteBuffer.wrap(plaintext), sink);
  }

  /**
   * Makes the last segment out of what has been gathered.
   *
   * @param sink takes it
   * @throws IllegalStateException after finish or close
   */
  public void finish(SegmentSink sink) {
    requireOpen();
    int number = cipher.number();
    int start = start();
    byte[] segment = new byte[start + gathered + StreamLayout.TAG_SIZE];
    encryptSegment(row, Math.min(start, row.length), gathered, true, segment, 0);
    row = new byte[0];
    sink.accept(number, segment, true);
  }

  private void emitGathered(SegmentSink sink) {
    int number = cipher.number();
    byte[] segment = row;
    encryptSegment(segment, start(), gathered, false, segment, 0);
    row = new byte[0];
    gathered = 0;
    sink.accept(number, segment, false);
  }

  private void emitFrom(ByteBuffer plaintext, int capacity, SegmentSink sink) {
    int number = cipher.number();
    byte[] segment = new byte[StreamLayout.SEGMENT_SIZE];
    int at = plaintext.arrayOffset() + plaintext.position();
    encryptSegment(plaintext.array(), at, capacity, false, segment, 0);
    plaintext.position(plaintext.position() + capacity);
    sink.accept(number, segment, false);
  }

  /**
   * Plaintext is gathered where its ciphertext will stand, so that a full segment is encrypted in
   * place.
   */
  private void gather(ByteBuffer plaintext, int capacity) {
    int length = Math.min(capacity - gathered, plaintext.remaining());
    int at = start() + gathered;
    int needed = at + length + StreamLayout.TAG_SIZE;
    if (row.length < needed) {
      int wanted = cipher.number() > 0 ? StreamLayout.SEGMENT_SIZE : 2 * needed + FIRST_ALLOCATION;
      row = Arrays.copyOf(row, Math.min(wanted, StreamLayout.SEGMENT_SIZE));
    }
    plaintext.get(row, at, length);
    gathered += length;
  }

  private int start() {
    return cipher.number() == 0 ? StreamLayout.STREAM_HEADER_SIZE : 0;
  }

  private void requireOpen() {
    if (done) {
      throw new IllegalStateException("the stream has ended");
    }
  }

  /** Erases the stream's key; closing twice does nothing. */
  @Override
  public void close() {
    done = true;
    row = new byte[0];
    cipher.destroy();
  }
}
