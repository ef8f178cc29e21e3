package io.customerkey.crypto.key;

import io.customerkey.crypto.Bytes;
import io.customerkey.crypto.CryptoRefusedException;
import io.customerkey.crypto.CryptoRefusedException.Subject;
import io.customerkey.crypto.SecretBytes;
import java.util.random.RandomGenerator;
import org.bouncycastle.crypto.InvalidCipherTextException;
import org.bouncycastle.crypto.engines.AESEngine;
import org.bouncycastle.crypto.engines.RFC5649WrapEngine;
import org.bouncycastle.crypto.params.KeyParameter;

/**
 * An availability key (AES-256), which wraps the third copy of a policy key by AES key wrap with
 * padding (RFC 5649). Only availability-key-vault holds one in the plain, for the length of one
 * call.
 */
public final class AvailabilityKey implements AutoCloseable {
  /** Length in bytes. */
  public static final int SIZE = 32;

  /**
   * Length of a wrapped {@link SlotPayload} in bytes: the payload and RFC 5649's eight bytes of
   * integrity check.
   */
  public static final int WRAPPED_SIZE = SlotPayload.SIZE + 8;

  private final SecretBytes key;

  private AvailabilityKey(SecretBytes key) {
    this.key = key;
  }

  /**
   * {@return a new availability key}
   *
   * @param random a cryptographic source
   */
  public static AvailabilityKey generate(RandomGenerator random) {
    return new AvailabilityKey(SecretBytes.random(SIZE, random));
  }

  /**
   * {@return the availability key}
   *
   * @param key what the HSM opened; from now on this object's own, closed if it is refused
   * @throws CryptoRefusedException if it has not 32 bytes
   */
  public static AvailabilityKey takeOwnershipOf(SecretBytes key) {
    if (key.length() != SIZE) {
      key.close();
      throw new CryptoRefusedException(Subject.FORMAT);
    }
    return new AvailabilityKey(key);
  }

  /**
   * {@return the wrapped copy, 72 bytes}
   *
   * @param payload a policy key for the availability slot
   */
  public Bytes wrap(SlotPayload payload) {
    return Bytes.takeOwnershipOf(
        key.with(kek -> payload.secret().with(plain -> Rfc5649.wrap(kek, plain))));
  }

  /**
   * {@return the payload; its context and check value are still to be verified}
   *
   * @param wrapped a copy made by {@link #wrap}
   * @throws CryptoRefusedException if it was changed or is under another key
   */
  public SlotPayload unwrap(Bytes wrapped) {
    if (wrapped.size() != WRAPPED_SIZE) {
      throw new CryptoRefusedException(Subject.POLICY_KEY_COPY);
    }
    return SlotPayload.takeOwnershipOf(
        SecretBytes.takeOwnershipOf(key.with(kek -> Rfc5649.unwrap(kek, wrapped.toByteArray()))));
  }

  /** {@return the live secret, for the HSM call that wraps it; closed together with this key} */
  public SecretBytes secret() {
    return key;
  }

  @Override
  public void close() {
    key.close();
  }

  @Override
  public String toString() {
    return "AvailabilityKey[redacted]";
  }

  /**
   * AES key wrap with padding, by Bouncy Castle's light-weight classes (no security provider is
   * registered).
   */
  static final class Rfc5649 {
    private Rfc5649() {}

    static byte[] wrap(byte[] kek, byte[] plain) {
      var engine = new RFC5649WrapEngine(AESEngine.newInstance());
      engine.init(true, new KeyParameter(kek));
      return engine.wrap(plain, 0, plain.length);
    }

    static byte[] unwrap(byte[] kek, byte[] wrapped) {
      var engine = new RFC5649WrapEngine(AESEngine.newInstance());
      engine.init(false, new KeyParameter(kek));
      try {
        return engine.unwrap(wrapped, 0, wrapped.length);
      } catch (InvalidCipherTextException e) {
        throw new CryptoRefusedException(Subject.POLICY_KEY_COPY);
      }
    }
  }
}
