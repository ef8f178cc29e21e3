package io.customerkey.benchmarks;

import com.google.crypto.tink.AccessesPartialKey;
import com.google.crypto.tink.InsecureSecretKeyAccess;
import com.google.crypto.tink.StreamingAead;
import com.google.crypto.tink.streamingaead.AesGcmHkdfStreamingKey;
import com.google.crypto.tink.streamingaead.PredefinedStreamingAeadParameters;
import com.google.crypto.tink.subtle.AesGcmHkdfStreaming;
import com.google.crypto.tink.util.SecretBytes;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.security.GeneralSecurityException;

/**
 * The peer: Tink's streaming AEAD of the same format through its streams, 1 MiB at a time. Measured
 * into arrays that grow, as it is mostly written; and beside that as fast as it was found to go,
 * from and into arrays allocated before.
 */
final class TinkContent {
  private static final int PIECE = 1 << 20;
  private static final byte[] ASSOCIATED_DATA = new byte[81];

  private final StreamingAead aead;
  private final byte[] plaintext;
  private final byte[] ciphertext;
  private final byte[] opened;
  private int ciphertextLength;

  @AccessesPartialKey
  TinkContent(byte[] plaintext, byte[] keyBytes) throws GeneralSecurityException {
    this.plaintext = plaintext;
    this.aead =
        AesGcmHkdfStreaming.create(
            AesGcmHkdfStreamingKey.create(
                PredefinedStreamingAeadParameters.AES256_GCM_HKDF_1MB,
                SecretBytes.copyFrom(keyBytes, InsecureSecretKeyAccess.get())));
    this.ciphertext = new byte[plaintext.length + PIECE];
    this.opened = new byte[plaintext.length];
  }

  void encryptPreallocated() throws GeneralSecurityException, IOException {
    var target = new Target();
    encryptInto(target);
    ciphertextLength = target.at;
  }

  void encrypt() throws GeneralSecurityException, IOException {
    encryptInto(new ByteArrayOutputStream());
  }

  private void encryptInto(OutputStream target) throws GeneralSecurityException, IOException {
    try (OutputStream out = aead.newEncryptingStream(target, ASSOCIATED_DATA)) {
      for (int at = 0; at < plaintext.length; at += PIECE) {
        out.write(plaintext, at, Math.min(PIECE, plaintext.length - at));
      }
    }
  }

  void decryptPreallocated() throws GeneralSecurityException, IOException {
    try (InputStream in = decrypting()) {
      int at = 0;
      while (at < opened.length) {
        int length = in.read(opened, at, Math.min(PIECE, opened.length - at));
        if (length < 0) {
          throw new EOFException("Tink ended early");
        }
        at += length;
      }
    }
  }

  void decrypt() throws GeneralSecurityException, IOException {
    try (InputStream in = decrypting()) {
      if (in.readAllBytes().length != opened.length) {
        throw new EOFException("Tink ended early");
      }
    }
  }

  private InputStream decrypting() throws GeneralSecurityException, IOException {
    return aead.newDecryptingStream(
        new ByteArrayInputStream(ciphertext, 0, ciphertextLength), ASSOCIATED_DATA);
  }

  byte[] opened() {
    return opened;
  }

  /** A stream into the array allocated before. */
  private final class Target extends OutputStream {
    private int at;

    @Override
    public void write(int value) {
      ciphertext[at++] = (byte) value;
    }

    @Override
    public void write(byte[] source, int from, int length) {
      System.arraycopy(source, from, ciphertext, at, length);
      at += length;
    }
  }
}
