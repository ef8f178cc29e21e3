package io.customerkey.crypto.key;

import io.customerkey.crypto.CryptoRefusedException;
import io.customerkey.crypto.CryptoRefusedException.Subject;
import io.customerkey.crypto.SecretBytes;
import java.security.MessageDigest;
import java.util.Arrays;

/**
 * A policy key as it is given to a root key for wrapping (64 bytes, secret):
 *
 * <pre>{@code
 * payload = policy key (32) ‖ SHA-256 of the slot context (32)
 * }</pre>
 *
 * <p>The hash stops a copy that was moved to another slot by mistake. It authenticates nothing:
 * that is done by the signed policy record and its check value.
 */
public final class SlotPayload implements AutoCloseable {
  /** Length in bytes. */
  public static final int SIZE = PolicyKey.SIZE + SlotContext.HASH_SIZE;

  private final SecretBytes bytes;

  private SlotPayload(SecretBytes bytes) {
    this.bytes = bytes;
  }

  /**
   * {@return what the root key wraps}
   *
   * @param key the policy key, still the caller's to close
   * @param context where the copy will belong
   */
  public static SlotPayload of(PolicyKey key, SlotContext context) {
    byte[] payload = new byte[SIZE];
    key.secret().copyTo(payload, 0);
    System.arraycopy(context.hash(), 0, payload, PolicyKey.SIZE, SlotContext.HASH_SIZE);
    return new SlotPayload(SecretBytes.takeOwnershipOf(payload));
  }

  /**
   * {@return the payload, its context still to be checked by {@link #open}}
   *
   * @param unwrapped what a root key opened; from now on this object's own, closed if it is refused
   * @throws CryptoRefusedException if it has not 64 bytes
   */
  public static SlotPayload takeOwnershipOf(SecretBytes unwrapped) {
    if (unwrapped.length() != SIZE) {
      unwrapped.close();
      throw new CryptoRefusedException(Subject.POLICY_KEY_COPY);
    }
    return new SlotPayload(unwrapped);
  }

  /**
   * {@return the policy key, closed on its own; its check value is still to be verified}
   *
   * @param context where the copy should belong
   * @throws CryptoRefusedException if the payload is of another slot, generation, policy, workload
   *     or tenant
   */
  public PolicyKey open(SlotContext context) {
    byte[] payload = bytes.toByteArray();
    try {
      byte[] hash = Arrays.copyOfRange(payload, PolicyKey.SIZE, SIZE);
      if (!MessageDigest.isEqual(hash, context.hash())) {
        throw new CryptoRefusedException(Subject.POLICY_KEY_COPY);
      }
      return new PolicyKey(SecretBytes.takeOwnershipOf(Arrays.copyOf(payload, PolicyKey.SIZE)));
    } finally {
      Arrays.fill(payload, (byte) 0);
    }
  }

  /** {@return the live secret, for the call that wraps it; closed together with this payload} */
  public SecretBytes secret() {
    return bytes;
  }

  @Override
  public void close() {
    bytes.close();
  }

  @Override
  public String toString() {
    return "SlotPayload[redacted]";
  }
}
