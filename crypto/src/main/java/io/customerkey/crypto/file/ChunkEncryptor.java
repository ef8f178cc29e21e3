package io.customerkey.crypto.file;

import io.customerkey.crypto.SecretBytes;
import io.customerkey.crypto.id.ChunkId;
import io.customerkey.crypto.id.KeyVersionId;
import io.customerkey.crypto.id.TenantId;
import io.customerkey.crypto.key.GcmCipher;
import io.customerkey.crypto.key.KeyWrapper;
import io.customerkey.crypto.key.WrappedKey;
import io.customerkey.crypto.key.WrappedObject;
import java.nio.ByteBuffer;
import java.util.random.RandomGenerator;
import javax.crypto.Cipher;

/**
 * One attempt to encrypt one chunk, in the format of {@link ChunkLayout}: under a key and with a
 * chunk id made for this attempt. It encrypts once; another attempt, also of the same plaintext,
 * takes another encryptor, and so never the same key or id.
 *
 * <p>It goes on after its {@link SiteKey} is closed. For one thread at a time. Close it in any
 * case: that erases the chunk's key.
 */
public final class ChunkEncryptor implements AutoCloseable {
  private static final int KEY_SIZE = 32;

  private final ChunkId chunk;
  private final TenantId tenant;
  private final KeyVersionId siteKeyVersion;
  private final WrappedKey wrappedKey;
  private final GcmCipher cipher;
  private final byte[] nonce = new byte[GcmCipher.NONCE_SIZE];
  private boolean used;

  ChunkEncryptor(
      KeyWrapper wrapper, TenantId tenant, KeyVersionId siteKeyVersion, RandomGenerator random) {
    this.chunk = ChunkId.random(random);
    this.tenant = tenant;
    this.siteKeyVersion = siteKeyVersion;
    random.nextBytes(nonce);
    try (SecretBytes key = SecretBytes.random(KEY_SIZE, random)) {
      wrappedKey = wrapper.wrap(key, WrappedObject.chunk(chunk), random);
      cipher = GcmCipher.under(key);
    }
  }

  /** {@return the chunk's new id, under which it is to be stored} */
  public ChunkId chunk() {
    return chunk;
  }

  /**
   * Encrypts the chunk. Between buffers that have an array nothing is copied besides.
   *
   * @param plaintext 1 byte to {@link ChunkLayout#MAX_PLAINTEXT}; read to its end. It may be in the
   *     array of {@code out} if it stands where its ciphertext will, {@link
   *     ChunkLayout#CIPHERTEXT_AT} bytes behind the position of {@code out}
   * @param out receives {@link ChunkLayout#encryptedLength} bytes from its position on
   * @return the chunk for the manifest
   * @throws IllegalStateException if it has encrypted already, or after close
   * @throws IllegalArgumentException for another length, or if {@code out} is too small; nothing
   *     was used then
   */
  public ChunkEntry encrypt(ByteBuffer plaintext, ByteBuffer out) {
    if (used) {
      throw new IllegalStateException("one encryptor encrypts one chunk once");
    }
    int length = plaintext.remaining();
    if (out.remaining() < ChunkLayout.encryptedLength(length)) {
      throw new IllegalArgumentException("no room for the chunk");
    }
    used = true;
    byte[] start = ChunkLayout.start(nonce);
    byte[] associatedData = ChunkLayout.associatedData(tenant, chunk, length);
    cipher.begin(Cipher.ENCRYPT_MODE, nonce, 0, associatedData);
    cipher.finish(plaintext, out.put(start));
    return new ChunkEntry(chunk, length, siteKeyVersion, wrappedKey);
  }

  /** Erases the chunk's key; closing twice does nothing. */
  @Override
  public void close() {
    used = true;
    cipher.close();
  }

  @Override
  public String toString() {
    return "ChunkEncryptor[" + chunk + ", redacted]";
  }
}
