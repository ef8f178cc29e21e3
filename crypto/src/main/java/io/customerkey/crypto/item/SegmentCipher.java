package io.customerkey.crypto.item;

import io.customerkey.crypto.Bytes;
import io.customerkey.crypto.SecretBytes;
import io.customerkey.crypto.key.AesKey;
import io.customerkey.crypto.key.KeyUse;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;

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

  private static final int NONCE_SIZE = 12;
  private static final int NUMBER_AT = 7;
  private static final int LAST_AT = 11;
  private static final int TAG_BITS = 8 * StreamLayout.TAG_SIZE;
  private static final VarHandle INTS =
      MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.BIG_ENDIAN);

  private final int mode;
  private final AesKey key;
  private final Cipher cipher;
  private final byte[] nonce = new byte[NONCE_SIZE];
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
    key = AesKey.derive(mailboxKey, new KeyUse.ItemStream(salt, associatedData));
    try {
      cipher = Cipher.getInstance("AES/GCM/NoPadding");
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("AES-GCM is part of the JDK", e);
    }
  }

  /** {@return number of the segment that comes next} */
  int number() {
    return number;
  }

  /**
   * {@return number of bytes written, or -1 if decryption refuses the segment; nothing of it is
   * then left in {@code out}}
   */
  int next(byte[] in, int inAt, int length, boolean last, byte[] out, int outAt) {
    INTS.set(nonce, NUMBER_AT, number);
    nonce[LAST_AT] = (byte) (last ? 1 : 0);
    try {
      cipher.init(mode, key, new GCMParameterSpec(TAG_BITS, nonce));
      int written = cipher.doFinal(in, inAt, length, out, outAt);
      number = Math.incrementExact(number);
      return written;
    } catch (AEADBadTagException e) {
      Arrays.fill(out, outAt, outAt + length - StreamLayout.TAG_SIZE, (byte) 0);
      return -1;
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("AES-GCM refused a segment", e);
    }
  }

  /** Erases the key, and makes the cipher forget its key schedule as far as the JDK lets one. */
  void destroy() {
    key.destroy();
    try {
      byte[] unused = new byte[NONCE_SIZE];
      cipher.init(Cipher.DECRYPT_MODE, key, new GCMParameterSpec(TAG_BITS, unused));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("AES-GCM refused a key of zeros", e);
    }
  }
}
