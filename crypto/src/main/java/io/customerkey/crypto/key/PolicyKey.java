package io.customerkey.crypto.key;

import io.customerkey.crypto.Bytes;
import io.customerkey.crypto.CryptoRefusedException;
import io.customerkey.crypto.CryptoRefusedException.Subject;
import io.customerkey.crypto.SecretBytes;
import io.customerkey.crypto.id.GenerationId;
import io.customerkey.crypto.id.TenantId;
import java.util.random.RandomGenerator;

/**
 * A policy key (32 bytes): the input of HKDF only. It exists in the plain inside
 * key-unwrap-service, and for the length of one call inside availability-key-vault. Close it as
 * soon as the {@link KeyWrapper} or the copies are made.
 */
public final class PolicyKey implements AutoCloseable {
  /** Length in bytes. */
  public static final int SIZE = 32;

  private final SecretBytes key;

  /** Takes ownership of {@code key}. */
  PolicyKey(SecretBytes key) {
    if (key.length() != SIZE) {
      throw new IllegalArgumentException("a policy key has 32 bytes");
    }
    this.key = key;
  }

  /**
   * A policy key that came in a message.
   *
   * @param key from now on this object's own, closed if it is refused
   * @return the policy key; its check value is still to be verified
   * @throws CryptoRefusedException if it has not 32 bytes
   */
  public static PolicyKey takeOwnershipOf(SecretBytes key) {
    if (key.length() != SIZE) {
      key.close();
      throw new CryptoRefusedException(Subject.POLICY_KEY_COPY);
    }
    return new PolicyKey(key);
  }

  /**
   * {@return a new policy key}
   *
   * @param random a cryptographic source
   */
  public static PolicyKey generate(RandomGenerator random) {
    return new PolicyKey(SecretBytes.random(SIZE, random));
  }

  /**
   * {@return the check value for the policy record}
   *
   * @param generation the generation this key is
   */
  public CheckValue checkValue(GenerationId generation) {
    try (SecretBytes derived = Hkdf.derive(key, new KeyUse.Check(generation))) {
      return new CheckValue(Bytes.takeOwnershipOf(derived.toByteArray()));
    }
  }

  /**
   * To be called after every opening of a copy, by whatever path, before the key is used.
   *
   * @param generation the generation this key should be
   * @param expected the check value in the signed record
   * @throws CryptoRefusedException if this is not the key the record speaks of
   */
  public void verify(GenerationId generation, CheckValue expected) {
    if (!checkValue(generation).equals(expected)) {
      throw new CryptoRefusedException(Subject.POLICY_KEY_COPY);
    }
  }

  /**
   * {@return wraps and opens mailbox and site keys; independent of this object, closed on its own}
   *
   * @param tenant owner of the policy
   * @param generation the generation this key is
   */
  public KeyWrapper wrapper(TenantId tenant, GenerationId generation) {
    return KeyWrapper.underPolicyKey(key, tenant, generation);
  }

  /**
   * For the one message that carries it from availability-key-vault to key-unwrap-service.
   *
   * @return the live secret, closed together with this key
   */
  public SecretBytes secret() {
    return key;
  }

  @Override
  public void close() {
    key.close();
  }

  /** Compares in constant time. */
  @Override
  public boolean equals(Object other) {
    return other instanceof PolicyKey that && key.equals(that.key);
  }

  @Override
  public int hashCode() {
    return SIZE;
  }

  @Override
  public String toString() {
    return "PolicyKey[redacted]";
  }
}
