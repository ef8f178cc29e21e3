package io.customerkey.crypto.item;

import io.customerkey.crypto.Bytes;
import io.customerkey.crypto.SecretBytes;
import io.customerkey.crypto.key.GcmCipher;
import io.customerkey.crypto.key.KeyUse;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import javax.crypto.Cipher;

/**
 * The segments of one stream, one after the other: AES-256-GCM under the stream's derived key,
 * without associated data, with the nonce
 *
 * <pre>{@code
 * nonce prefix (7) ‖ segment number u32 ‖ last u8 (1 in the last segment, else 0)
 * }</pre>
 *
 * <p>The stream's header, which begins the first segment, is {@code 40 u8 ‖ salt (32) ‖ nonce
 * prefix (7)}.
 */
final class SegmentCipher {
  static final int SALT_SIZE = 32;
  static final int PREFIX_SIZE = 7;

  private static final int NUMBER_AT = 7;
  private static final int LAST_AT = 11;
  private static final byte[] NO_ASSOCIATED_DATA = {};
  private static final VarHandle INTS =
      MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.BIG_ENDIAN);

  private final int mode;
  private final GcmCipher cipher;
  private final byte[] nonce = new byte[GcmCipher.NONCE_SIZE];
  private int number;

  /**
   * Derives the key of a stream from its header.
   *
   * @param mode of {@link Cipher}
   * @param mailboxKey input of the derivation
   * @param header of the stream, 40 bytes
   * @param associatedData of the stream
   */
  SegmentCipher(int mode, SecretBytes mailboxKey, byte[] header, Bytes associatedData) {
    Bytes salt = Bytes.copyOf(header, 1, SALT_SIZE);
    System.arraycopy(header, 1 + SALT_SIZE, nonce, 0, PREFIX_SIZE);
    this.mode = mode;
    cipher = GcmCipher.derive(mailboxKey, new KeyUse.ItemStream(salt, associatedData));
  }

  /** {@return number of the segment that comes next} */
  int number() {
    return number;
  }

  /**
   * {@return number of bytes written, or {@link GcmCipher#REFUSED} if decryption refuses the
   * segment; nothing of it is then left in {@code out}}
   */
  int next(byte[] in, int inAt, int length, boolean last, byte[] out, int outAt) {
    INTS.set(nonce, NUMBER_AT, number);
    nonce[LAST_AT] = (byte) (last ? 1 : 0);
    cipher.begin(mode, nonce, 0, NO_ASSOCIATED_DATA);
    int written = cipher.finish(in, inAt, length, out, outAt);
    if (written >= 0) {
      number = Math.incrementExact(number);
    }
    return written;
  }

  /** Erases the key. */
  void destroy() {
    cipher.close();
  }
}
