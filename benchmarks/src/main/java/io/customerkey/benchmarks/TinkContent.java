package io.customerkey.benchmarks;

import com.google.crypto.tink.AccessesPartialKey;
import com.google.crypto.tink.InsecureSecretKeyAccess;
import com.google.crypto.tink.StreamingAead;
import com.google.crypto.tink.streamingaead.AesGcmHkdfStreamingKey;
import com.google.crypto.tink.streamingaead.PredefinedStreamingAeadParameters;
import com.google.crypto.tink.subtle.AesGcmHkdfStreaming;
import com.google.crypto.tink.util.SecretBytes;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ReadableByteChannel;
import java.nio.channels.WritableByteChannel;
import java.security.GeneralSecurityException;

/**
 * The peer: Tink's streaming AEAD of the same format, through its channels, from and into buffers
 * allocated before, 1 MiB at a time.
 */
final class TinkContent {
  private static final int PIECE = 1 << 20;
  private static final byte[] ASSOCIATED_DATA = new byte[81];

  private final StreamingAead aead;
  private final byte[] plaintext;
  private final ByteBuffer ciphertext;
  private final byte[] opened;

  @AccessesPartialKey
  TinkContent(byte[] plaintext, byte[] keyBytes) throws GeneralSecurityException {
    this.plaintext = plaintext;
    this.aead =
        AesGcmHkdfStreaming.create(
            AesGcmHkdfStreamingKey.create(
                PredefinedStreamingAeadParameters.AES256_GCM_HKDF_1MB,
                SecretBytes.copyFrom(keyBytes, InsecureSecretKeyAccess.get())));
    this.ciphertext = ByteBuffer.allocate(plaintext.length + PIECE);
    this.opened = new byte[plaintext.length];
  }

  void encrypt() throws GeneralSecurityException, IOException {
    ciphertext.clear();
    try (WritableByteChannel channel =
        aead.newEncryptingChannel(new Memory(ciphertext), ASSOCIATED_DATA)) {
      for (int at = 0; at < plaintext.length; at += PIECE) {
        ByteBuffer piece = ByteBuffer.wrap(plaintext, at, Math.min(PIECE, plaintext.length - at));
        while (piece.hasRemaining()) {
          channel.write(piece);
        }
      }
    }
    ciphertext.flip();
  }

  void decrypt() throws GeneralSecurityException, IOException {
    ciphertext.rewind();
    try (ReadableByteChannel channel =
        aead.newDecryptingChannel(new Memory(ciphertext), ASSOCIATED_DATA)) {
      ByteBuffer target = ByteBuffer.wrap(opened);
      while (target.hasRemaining()) {
        target.limit(Math.min(opened.length, target.position() + PIECE));
        if (channel.read(target) < 0) {
          throw new IOException("Tink ended early");
        }
        target.limit(opened.length);
      }
    }
  }

  byte[] opened() {
    return opened;
  }

  /** A channel over a buffer. */
  private record Memory(ByteBuffer buffer) implements WritableByteChannel, ReadableByteChannel {
    @Override
    public int write(ByteBuffer source) {
      int length = source.remaining();
      buffer.put(source);
      return length;
    }

    @Override
    public int read(ByteBuffer target) {
      int length = Math.min(target.remaining(), buffer.remaining());
      if (length == 0) {
        return buffer.hasRemaining() ? 0 : -1;
      }
      target.put(buffer.slice(buffer.position(), length));
      buffer.position(buffer.position() + length);
      return length;
    }

    @Override
    public boolean isOpen() {
      return true;
    }

    @Override
    public void close() {
      // nothing is held
    }
  }
}
