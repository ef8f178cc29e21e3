package io.customerkey.crypto.key;

import io.customerkey.crypto.SecretBytes;
import io.customerkey.crypto.id.TenantId;
import io.customerkey.crypto.id.WrappingKeyId;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;

/**
 * Initialised ciphers of one wrapping key, shared by threads; each is used by one thread at a time.
 */
final class WrapCipherPool implements AutoCloseable {
  private final SecretBytes key;
  private final TenantId tenant;
  private final WrappingKeyId wrappingKey;
  private final BlockingQueue<WrapCipher> idle =
      new ArrayBlockingQueue<>(Runtime.getRuntime().availableProcessors());

  /** Takes ownership of {@code key}. */
  WrapCipherPool(SecretBytes key, TenantId tenant, WrappingKeyId wrappingKey) {
    this.key = key;
    this.tenant = tenant;
    this.wrappingKey = wrappingKey;
  }

  /**
   * @throws KeyWrapperClosedException after {@link #close()}
   */
  WrapCipher take() {
    if (key.isClosed()) {
      throw new KeyWrapperClosedException();
    }
    WrapCipher cipher = idle.poll();
    return cipher != null ? cipher : make();
  }

  private WrapCipher make() {
    try {
      return new WrapCipher(key, tenant, wrappingKey);
    } catch (IllegalStateException failed) {
      throw key.isClosed() ? new KeyWrapperClosedException() : failed;
    }
  }

  void giveBack(WrapCipher cipher) {
    if (!idle.offer(cipher)) {
      cipher.destroy();
    }
    if (key.isClosed()) {
      destroyIdle();
    }
  }

  /**
   * Refuses new uses at once; a running one ends with its own copy of the key, which it then
   * erases.
   */
  @Override
  public void close() {
    key.close();
    destroyIdle();
  }

  private void destroyIdle() {
    for (WrapCipher cipher = idle.poll(); cipher != null; cipher = idle.poll()) {
      cipher.destroy();
    }
  }
}
