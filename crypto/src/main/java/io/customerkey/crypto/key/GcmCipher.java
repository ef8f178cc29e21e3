package io.customerkey.crypto.key;

import io.customerkey.crypto.SecretBytes;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;

/**
 * AES-256-GCM (NIST SP 800-38D) by the JDK under one key, in the one shape all formats use: a nonce
 * of 96 bits and a tag of 128 bits behind the ciphertext. Each message is one {@link #begin} and
 * one {@code finish}. For one thread at a time. Close it in any case: that erases the key.
 */
public final class GcmCipher implements AutoCloseable {
  /** Length of a nonce in bytes. */
  public static final int NONCE_SIZE = SealedKey.NONCE_SIZE;

  /** Length of a tag in bytes. */
  public static final int TAG_SIZE = SealedKey.TAG_SIZE;

  /** What {@code finish} returns when the tag is wrong. */
  public static final int REFUSED = -1;

  private final AesKey key;
  private final Cipher cipher;

  private GcmCipher(AesKey key) {
    this.key = key;
    try {
      cipher = Cipher.getInstance("AES/GCM/NoPadding");
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("AES-GCM is part of the JDK", e);
    }
  }

  /**
   * {@return the cipher under that key itself}
   *
   * @param key a chunk key or a derived key (32 bytes), copied
   */
  public static GcmCipher under(SecretBytes key) {
    return new GcmCipher(new AesKey(key.toByteArray()));
  }

  /**
   * {@return the cipher under a derived key}
   *
   * @param key a mailbox or site key, still the caller's to close
   * @param use what for, 32 bytes
   */
  public static GcmCipher derive(SecretBytes key, KeyUse use) {
    return new GcmCipher(AesKey.derive(key, use));
  }

  /**
   * Begins a message.
   *
   * @param mode {@link Cipher#ENCRYPT_MODE} or {@link Cipher#DECRYPT_MODE}
   * @param nonce holds the nonce
   * @param nonceAt where these 12 bytes start
   * @param associatedData what the message is bound to; may be empty
   */
  public void begin(int mode, byte[] nonce, int nonceAt, byte[] associatedData) {
    try {
      cipher.init(mode, key, new GCMParameterSpec(SealedKey.TAG_BITS, nonce, nonceAt, NONCE_SIZE));
      cipher.updateAAD(associatedData);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("AES-GCM refused to begin", e);
    }
  }

  /**
   * Encrypts or decrypts the message.
   *
   * @param in plaintext, or ciphertext and tag
   * @param inAt where it starts
   * @param length of it in bytes
   * @param out receives ciphertext and tag, or plaintext
   * @param outAt where that starts
   * @return number of bytes written, or {@link #REFUSED} if the tag is wrong; zeros are then left
   *     in the place of the plaintext
   */
  public int finish(byte[] in, int inAt, int length, byte[] out, int outAt) {
    try {
      return cipher.doFinal(in, inAt, length, out, outAt);
    } catch (AEADBadTagException e) {
      Arrays.fill(out, outAt, outAt + Math.max(0, length - TAG_SIZE), (byte) 0);
      return REFUSED;
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("AES-GCM refused a message", e);
    }
  }

  /**
   * Encrypts or decrypts the message between buffers of any kind; without a copy between those that
   * have an array.
   *
   * @param in plaintext, or ciphertext and tag; read to its end
   * @param out receives ciphertext and tag, or plaintext, from its position on; the position is
   *     then behind it, or unchanged if the tag is wrong
   * @return as the other {@code finish}
   */
  public int finish(ByteBuffer in, ByteBuffer out) {
    int start = out.position();
    int length = in.remaining();
    int written =
        in.hasArray() && out.hasArray()
            ? finish(
                in.array(),
                in.arrayOffset() + in.position(),
                length,
                out.array(),
                out.arrayOffset() + start)
            : finishApart(in, out.slice());
    in.position(in.limit());
    out.position(start + Math.max(0, written));
    return written;
  }

  /**
   * On a wrong tag the JDK erases a direct buffer from its beginning, so it is given one that
   * begins with the plaintext.
   */
  private int finishApart(ByteBuffer in, ByteBuffer out) {
    int plaintextLength = Math.max(0, in.remaining() - TAG_SIZE);
    try {
      return cipher.doFinal(in, out);
    } catch (AEADBadTagException e) {
      for (int i = 0; i < plaintextLength; i++) {
        out.put(i, (byte) 0);
      }
      return REFUSED;
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("AES-GCM refused a message", e);
    }
  }

  /** Erases the key, and makes the cipher forget its key schedule as far as the JDK lets one. */
  @Override
  public void close() {
    key.destroy();
    begin(Cipher.DECRYPT_MODE, new byte[NONCE_SIZE], 0, new byte[0]);
  }
}
