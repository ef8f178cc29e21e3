package io.customerkey.benchmarks;

import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import javax.crypto.Cipher;
import javax.crypto.SecretKey;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * The limit: the bare cipher of the JDK on the same segments, one {@code doFinal} each, from and
 * into arrays allocated before, and nothing else.
 */
final class JdkContent {
  private static final int SEGMENT = 1 << 20;
  private static final int TAG = 16;
  private static final int PLAIN_SEGMENT = SEGMENT - TAG;

  private final Cipher cipher;
  private final SecretKey key;
  private final byte[] plaintext;
  private final byte[] ciphertext;
  private final byte[] opened;
  private final byte[] nonce = new byte[12];
  private int number;

  JdkContent(byte[] plaintext, byte[] keyBytes) throws GeneralSecurityException {
    this.plaintext = plaintext;
    this.key = new SecretKeySpec(keyBytes, "AES");
    this.cipher = Cipher.getInstance("AES/GCM/NoPadding");
    int segments = Math.ceilDiv(plaintext.length, PLAIN_SEGMENT);
    this.ciphertext = new byte[plaintext.length + segments * TAG];
    this.opened = new byte[plaintext.length];
  }

  void encrypt() throws GeneralSecurityException {
    int to = 0;
    for (int at = 0; at < plaintext.length; at += PLAIN_SEGMENT) {
      begin(Cipher.ENCRYPT_MODE);
      int length = Math.min(PLAIN_SEGMENT, plaintext.length - at);
      to += cipher.doFinal(plaintext, at, length, ciphertext, to);
    }
  }

  /** Decrypts what {@link #encrypt()} made last. */
  void decrypt() throws GeneralSecurityException {
    number -= Math.ceilDiv(plaintext.length, PLAIN_SEGMENT);
    int to = 0;
    for (int at = 0; at < ciphertext.length; at += SEGMENT) {
      begin(Cipher.DECRYPT_MODE);
      int length = Math.min(SEGMENT, ciphertext.length - at);
      to += cipher.doFinal(ciphertext, at, length, opened, to);
    }
  }

  byte[] opened() {
    return opened;
  }

  private void begin(int mode) throws GeneralSecurityException {
    ByteBuffer.wrap(nonce).putInt(number++);
    cipher.init(mode, key, new GCMParameterSpec(8 * TAG, nonce));
  }
}
