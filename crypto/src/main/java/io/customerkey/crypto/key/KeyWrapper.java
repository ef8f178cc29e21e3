package io.customerkey.crypto.key;

import io.customerkey.crypto.Bytes;
import io.customerkey.crypto.CryptoRefusedException;
import io.customerkey.crypto.CryptoRefusedException.Subject;
import io.customerkey.crypto.SecretBytes;
import io.customerkey.crypto.id.GenerationId;
import io.customerkey.crypto.id.KeyKind;
import io.customerkey.crypto.id.KeyVersionId;
import io.customerkey.crypto.id.TenantId;
import io.customerkey.crypto.id.WrappingKeyId;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Set;
import java.util.random.RandomGenerator;

/**
 * The capability to wrap and open keys under one policy or site key, as initialised ciphers; the
 * key itself cannot be taken out. AES-256-GCM (NIST SP 800-38D) under {@code
 * HKDF("customerkey/wrap/v1" ‖ wrapping key id)}; a wrapped key is {@code nonce (12, random) ‖
 * ciphertext (32) ‖ tag (16)}, its associated data (66) {@code 1 u8 ‖ tenant ‖ kind u8 ‖ object id
 * ‖ object key version ‖ wrapping key id}.
 *
 * <p>Nonces are random, so at most 2<sup>32</sup> wraps per wrapping key are safe; whoever wraps
 * counts them.
 *
 * <p>Safe for use by many threads. After {@link #close()} every call is refused with {@link
 * KeyWrapperClosedException}; a call that is running ends.
 */
public final class KeyWrapper implements AutoCloseable {
  private final WrapCipherPool ciphers;
  private final TenantId tenant;
  private final WrappingKeyId wrappingKey;
  private final Set<KeyKind> kinds;

  private KeyWrapper(
      SecretBytes key, TenantId tenant, WrappingKeyId wrappingKey, Set<KeyKind> kinds) {
    SecretBytes derived = Hkdf.derive(key, new KeyUse.Wrap(wrappingKey));
    this.ciphers = new WrapCipherPool(derived, tenant, wrappingKey);
    this.tenant = tenant;
    this.wrappingKey = wrappingKey;
    this.kinds = kinds;
  }

  /** Wraps mailbox and site keys; see {@link PolicyKey#wrapper}. */
  static KeyWrapper underPolicyKey(SecretBytes key, TenantId tenant, GenerationId generation) {
    return new KeyWrapper(key, tenant, generation, EnumSet.of(KeyKind.MAILBOX, KeyKind.SITE));
  }

  /**
   * {@return wraps and opens chunk keys}
   *
   * @param key the site key (32 bytes), still the caller's to close
   * @param tenant owner of the site
   * @param version version of the site key
   */
  public static KeyWrapper underSiteKey(SecretBytes key, TenantId tenant, KeyVersionId version) {
    return new KeyWrapper(key, tenant, version, EnumSet.of(KeyKind.CHUNK));
  }

  /** {@return whose keys these are} */
  public TenantId tenant() {
    return tenant;
  }

  /** {@return the generation or site key version that wraps} */
  public WrappingKeyId wrappingKey() {
    return wrappingKey;
  }

  /**
   * {@return the wrapped key}
   *
   * @param key 32 bytes, still the caller's to close
   * @param object what the key belongs to
   * @param random a cryptographic source, for the nonce
   */
  public WrappedKey wrap(SecretBytes key, WrappedObject object, RandomGenerator random) {
    if (key.length() != AesKey.SIZE) {
      throw new IllegalArgumentException("a key has 32 bytes");
    }
    byte[] nonce = new byte[SealedKey.NONCE_SIZE];
    random.nextBytes(nonce);
    byte[] wrapped = Arrays.copyOf(nonce, WrappedKey.SIZE);
    byte[] ids = ids(object);
    KeyKind kind = require(object.kind());
    WrapCipher cipher = ciphers.take();
    try {
      return key.with(plain -> {
        cipher.wrap(kind, ids, 0, plain, 0, wrapped, 0);
        return new WrappedKey(Bytes.takeOwnershipOf(wrapped));
      });
    } finally {
      ciphers.giveBack(cipher);
    }
  }

  /**
   * {@return the key}
   *
   * @param wrapped the wrapped key
   * @param object what it should belong to
   * @throws CryptoRefusedException if it was changed, or belongs to another object, version, kind,
   *     tenant or wrapping key
   */
  public SecretBytes unwrap(WrappedKey wrapped, WrappedObject object) {
    byte[] plain = new byte[AesKey.SIZE];
    KeyKind kind = require(object.kind());
    WrapCipher cipher = ciphers.take();
    try {
      if (!cipher.unwrap(kind, ids(object), 0, wrapped.bytes().toByteArray(), 0, plain, 0)) {
        throw new CryptoRefusedException(Subject.WRAPPED_KEY);
      }
      return SecretBytes.takeOwnershipOf(plain);
    } finally {
      ciphers.giveBack(cipher);
    }
  }

  /**
   * Opens a batch; a wrapped key that is refused is listed and does not fail the others.
   *
   * @param kind kind of all keys in it
   * @param batch wrapped keys
   * @return plain keys in the same order, and the failures
   */
  public KeyBatch unwrapAll(KeyKind kind, PackedKeys batch) {
    byte[] keys = new byte[batch.count() * AesKey.SIZE];
    byte[] in = batch.packed();
    var failures = new Failures();
    KeyKind allowed = require(kind);
    WrapCipher cipher = ciphers.take();
    try {
      for (int i = 0; i < batch.count(); i++) {
        int entry = i * PackedKeys.ENTRY_SIZE;
        int wrappedAt = entry + PackedKeys.WRAPPED_AT;
        if (!cipher.unwrap(allowed, in, entry, in, wrappedAt, keys, i * AesKey.SIZE)) {
          failures.add(i);
        }
      }
    } finally {
      ciphers.giveBack(cipher);
    }
    return new KeyBatch(keys, failures.toArray());
  }

  /**
   * Moves a batch from this wrapping key to another one of the same tenant. The plain keys exist
   * inside this call only, and each new wrapped key has been opened again and compared before the
   * answer.
   *
   * @param kind kind of all keys in it
   * @param batch keys wrapped by this wrapper
   * @param target the new wrapper
   * @param random a cryptographic source, for the nonces
   * @return the same objects and versions under {@code target}, and the failures
   * @throws IllegalArgumentException if {@code target} is another tenant's
   */
  public RewrappedKeys rewrapAll(
      KeyKind kind, PackedKeys batch, KeyWrapper target, RandomGenerator random) {
    if (!tenant.equals(target.tenant)) {
      throw new IllegalArgumentException("keys are rewrapped within a tenant only");
    }
    target.require(kind);
    try (KeyBatch plain = unwrapAll(kind, batch)) {
      int[] failures = plain.failures();
      byte[] out = target.wrapAll(kind, batch.packed(), PackedKeys.ENTRY_SIZE, plain, random);
      for (int failed : failures) {
        int entry = failed * PackedKeys.ENTRY_SIZE;
        Arrays.fill(out, entry + PackedKeys.WRAPPED_AT, entry + PackedKeys.ENTRY_SIZE, (byte) 0);
      }
      PackedKeys rewrapped = PackedKeys.takeOwnershipOf(out);
      target.requireOpens(kind, rewrapped, plain);
      return new RewrappedKeys(rewrapped, failures);
    }
  }

  /**
   * Makes a new key for each object, wraps it, and opens it again before the answer.
   *
   * @param kind kind of all objects
   * @param objects the objects and the versions of their new keys
   * @param random a cryptographic source, for keys and nonces
   * @return the keys, wrapped and plain
   */
  public GeneratedKeys generateAll(KeyKind kind, PackedObjects objects, RandomGenerator random) {
    KeyKind allowed = require(kind);
    byte[] keys = new byte[objects.count() * AesKey.SIZE];
    random.nextBytes(keys);
    var plain = new KeyBatch(keys, new int[0]);
    byte[] packed = wrapAll(allowed, objects.packed(), PackedObjects.ENTRY_SIZE, plain, random);
    PackedKeys wrapped = PackedKeys.takeOwnershipOf(packed);
    requireOpens(kind, wrapped, plain);
    return new GeneratedKeys(wrapped, plain);
  }

  private void requireOpens(KeyKind kind, PackedKeys wrapped, KeyBatch plain) {
    try (KeyBatch opened = unwrapAll(kind, wrapped)) {
      if (!MessageDigest.isEqual(opened.packed(), plain.packed())) {
        throw new IllegalStateException("a wrapped key opens to another key");
      }
    }
  }

  /** Object ids and versions are read from {@code ids}, one every {@code stride} bytes. */
  private byte[] wrapAll(
      KeyKind kind, byte[] ids, int stride, KeyBatch plain, RandomGenerator random) {
    int count = plain.count();
    byte[] nonces = new byte[count * SealedKey.NONCE_SIZE];
    random.nextBytes(nonces);
    byte[] out = new byte[count * PackedKeys.ENTRY_SIZE];
    WrapCipher cipher = ciphers.take();
    try {
      for (int i = 0; i < count; i++) {
        int entry = i * PackedKeys.ENTRY_SIZE;
        int wrappedAt = entry + PackedKeys.WRAPPED_AT;
        System.arraycopy(ids, i * stride, out, entry, WrapCipher.OBJECT_SIZE);
        System.arraycopy(nonces, i * SealedKey.NONCE_SIZE, out, wrappedAt, SealedKey.NONCE_SIZE);
        cipher.wrap(kind, out, entry, plain.packed(), i * AesKey.SIZE, out, wrappedAt);
      }
    } finally {
      ciphers.giveBack(cipher);
    }
    return out;
  }

  private KeyKind require(KeyKind kind) {
    if (!kinds.contains(kind)) {
      throw new IllegalArgumentException("this wrapping key wraps " + kinds + ", not " + kind);
    }
    return kind;
  }

  private static byte[] ids(WrappedObject object) {
    byte[] ids = new byte[WrapCipher.OBJECT_SIZE];
    object.writeTo(ids, 0);
    return ids;
  }

  @Override
  public void close() {
    ciphers.close();
  }

  @Override
  public String toString() {
    return "KeyWrapper[" + wrappingKey + ", redacted]";
  }
}
