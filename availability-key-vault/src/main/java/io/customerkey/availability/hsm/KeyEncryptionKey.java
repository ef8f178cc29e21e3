package io.customerkey.availability.hsm;

import io.customerkey.crypto.CryptoRefusedException;
import io.customerkey.crypto.key.AvailabilityKey;
import io.customerkey.crypto.key.AvailabilityKeyContext;
import io.customerkey.crypto.key.HsmKeyId;
import io.customerkey.crypto.key.HsmWrappedKey;

/**
 * An AES-256 key inside an HSM that seals availability keys with AES-256-GCM (NIST SP 800-38D;
 * formats §1). Laws, for every context {@code c} that names {@link #id()}:
 *
 * <ul>
 *   <li>{@code open(seal(k, c), c)} is {@code k};
 *   <li>two seals of the same key differ, since each has its own random nonce;
 *   <li>{@code open} of what was changed in any bit, or in another context, is refused;
 *   <li>the key itself is never read out: every call works inside the HSM.
 * </ul>
 *
 * <p>Calls block for as long as the HSM takes, so they belong on worker threads. Safe for use by
 * many threads.
 */
public interface KeyEncryptionKey {
  /** {@return the name of the key in the HSM, part of what every sealed key is bound to} */
  HsmKeyId id();

  /**
   * {@return the key under the HSM's key}
   *
   * @param key stays the caller's to close
   * @param context what the sealed key is bound to; names this key
   * @throws HsmUnavailableException if the HSM does not answer as it should
   */
  HsmWrappedKey seal(AvailabilityKey key, AvailabilityKeyContext context);

  /**
   * {@return the availability key, the caller's to close}
   *
   * @param sealed made by {@link #seal}
   * @param context the one it was sealed in
   * @throws CryptoRefusedException if it was changed or belongs to another context or key
   * @throws HsmUnavailableException if the HSM does not answer as it should
   */
  AvailabilityKey open(HsmWrappedKey sealed, AvailabilityKeyContext context);

  /**
   * Uses the key once on nothing of value, for readiness.
   *
   * @throws HsmUnavailableException if the HSM does not answer as it should
   */
  void check();
}
