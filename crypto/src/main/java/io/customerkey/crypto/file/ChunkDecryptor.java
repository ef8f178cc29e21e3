package io.customerkey.crypto.file;

import io.customerkey.crypto.CryptoRefusedException;
import io.customerkey.crypto.CryptoRefusedException.Subject;
import io.customerkey.crypto.SecretBytes;
import io.customerkey.crypto.id.TenantId;
import io.customerkey.crypto.key.GcmCipher;
import java.nio.ByteBuffer;
import javax.crypto.Cipher;

/**
 * Decrypts one chunk of a file, as often as wanted. Whatever is not exactly the chunk that the
 * manifest lists (changed, cut, extended, another chunk, of another attempt or tenant) is refused.
 *
 * <p>It goes on after its {@link SiteKey} is closed. For one thread at a time. Close it in any
 * case: that erases the chunk's key.
 */
public final class ChunkDecryptor implements AutoCloseable {
  private final ChunkEntry entry;
  private final TenantId tenant;
  private final GcmCipher cipher;
  private boolean closed;

  ChunkDecryptor(SecretBytes key, TenantId tenant, ChunkEntry entry) {
    this.entry = entry;
    this.tenant = tenant;
    this.cipher = GcmCipher.under(key);
  }

  /** {@return what is decrypted} */
  public ChunkEntry entry() {
    return entry;
  }

  /**
   * Decrypts the chunk. Between buffers that have an array nothing is copied besides.
   *
   * @param encrypted all of the chunk as stored; read to its end unless it is refused
   * @param out receives {@link ChunkEntry#plaintextLength} bytes from its position on, which is
   *     then behind them. If the chunk is refused the position is unchanged, and what stood there
   *     is either unchanged or zeros, never plaintext. It may be in the array of {@code encrypted}
   *     if it stands where the ciphertext does, {@link ChunkLayout#CIPHERTEXT_AT} bytes behind the
   *     position of {@code encrypted}: then the chunk is decrypted once only, whatever comes of it
   * @throws CryptoRefusedException if it is not exactly that chunk
   * @throws IllegalStateException after close
   * @throws IllegalArgumentException if {@code out} is too small
   */
  public void decrypt(ByteBuffer encrypted, ByteBuffer out) {
    if (closed) {
      throw new IllegalStateException("the chunk's key is erased");
    }
    int length = entry.plaintextLength();
    if (out.remaining() < length) {
      throw new IllegalArgumentException("no room for the plaintext");
    }
    if (encrypted.remaining() != ChunkLayout.encryptedLength(length)) {
      throw new CryptoRefusedException(Subject.CONTENT);
    }
    byte[] start = ChunkLayout.readStart(encrypted);
    byte[] associatedData = ChunkLayout.associatedData(tenant, entry.chunk(), length);
    cipher.begin(Cipher.DECRYPT_MODE, start, ChunkLayout.HEADER_SIZE, associatedData);
    if (cipher.finish(encrypted, out) == GcmCipher.REFUSED) {
      throw new CryptoRefusedException(Subject.CONTENT);
    }
  }

  /** Erases the chunk's key; closing twice does nothing. */
  @Override
  public void close() {
    closed = true;
    cipher.close();
  }

  @Override
  public String toString() {
    return "ChunkDecryptor[" + entry.chunk() + ", redacted]";
  }
}
