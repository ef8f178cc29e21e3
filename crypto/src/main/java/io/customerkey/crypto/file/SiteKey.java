package io.customerkey.crypto.file;

import io.customerkey.crypto.Bytes;
import io.customerkey.crypto.CryptoRefusedException;
import io.customerkey.crypto.CryptoRefusedException.Subject;
import io.customerkey.crypto.SecretBytes;
import io.customerkey.crypto.id.Id128;
import io.customerkey.crypto.id.KeyKind;
import io.customerkey.crypto.id.KeyVersionId;
import io.customerkey.crypto.id.SiteId;
import io.customerkey.crypto.id.TenantId;
import io.customerkey.crypto.key.KeyUse;
import io.customerkey.crypto.key.KeyWrapper;
import io.customerkey.crypto.key.ManifestMac;
import io.customerkey.crypto.key.ObjectKey;
import io.customerkey.crypto.key.PackedKeys;
import io.customerkey.crypto.key.RewrappedKeys;
import io.customerkey.crypto.key.WrappedKey;
import io.customerkey.crypto.key.WrappedObject;
import java.nio.ByteBuffer;
import java.util.random.RandomGenerator;

/**
 * One version of a site key (32 bytes), as the capability to read and write the site's chunks,
 * manifests and names. The key itself is an input of HKDF only: {@link KeyUse.Wrap} for chunk keys,
 * {@link KeyUse.Manifest} for each file, {@link KeyUse.Names} for the site.
 *
 * <p>Nonces are random, so at most 2<sup>32</sup> chunk keys are wrapped, and 2<sup>32</sup> names
 * sealed, by one version; whoever does it counts them.
 *
 * <p>Chunks begun before {@link #close()} go on with their own keys; every new call is refused with
 * {@link IllegalStateException}. Safe for use by many threads.
 */
public final class SiteKey implements ObjectKey {
  /** Length in bytes. */
  public static final int SIZE = 32;

  /** Longest name in bytes of UTF-8. */
  public static final int MAX_NAME = 4096;

  private final SecretBytes key;
  private final TenantId tenant;
  private final SiteId site;
  private final KeyVersionId version;
  private final KeyWrapper wrapper;
  private final NameCipher names;

  private SiteKey(SecretBytes key, TenantId tenant, SiteId site, KeyVersionId version) {
    this.key = key;
    this.tenant = tenant;
    this.site = site;
    this.version = version;
    this.wrapper = KeyWrapper.underSiteKey(key, tenant, version);
    this.names = new NameCipher(key, tenant, site);
  }

  /**
   * {@return the site key}
   *
   * @param key 32 bytes; from now on this object's own
   * @param tenant owner of the site
   * @param site the site
   * @param version which version of the site's key it is
   * @throws IllegalArgumentException for another length
   */
  public static SiteKey takeOwnershipOf(
      SecretBytes key, TenantId tenant, SiteId site, KeyVersionId version) {
    if (key.length() != SIZE) {
      key.close();
      throw new IllegalArgumentException("a site key has 32 bytes");
    }
    return new SiteKey(key, tenant, site, version);
  }

  /** {@return owner of the site} */
  public TenantId tenant() {
    return tenant;
  }

  /** {@return the site} */
  public SiteId site() {
    return site;
  }

  @Override
  public KeyVersionId version() {
    return version;
  }

  /**
   * {@return encrypts one chunk, under a new id and a new key}
   *
   * @param random a cryptographic source, for id, key and nonces
   */
  public ChunkEncryptor chunkEncryptor(RandomGenerator random) {
    return new ChunkEncryptor(wrapper, tenant, version, random);
  }

  /**
   * {@return decrypts one chunk}
   *
   * @param entry of a manifest of this site and key version
   * @throws CryptoRefusedException if the chunk's key is not this site key's
   */
  public ChunkDecryptor chunkDecryptor(ChunkEntry entry) {
    if (!entry.siteKeyVersion().equals(version)) {
      throw new CryptoRefusedException(Subject.WRAPPED_KEY);
    }
    try (SecretBytes chunkKey =
        wrapper.unwrap(entry.wrappedKey(), WrappedObject.chunk(entry.chunk()))) {
      return new ChunkDecryptor(chunkKey, tenant, entry);
    }
  }

  /** {@return an empty draft of a manifest under this key} */
  public ManifestDraft draft() {
    return new ManifestDraft(version);
  }

  /**
   * {@return the manifest, to be stored}
   *
   * @param draft all chunks of the file; may be used again
   * @param as of which version of which file it is
   * @throws IllegalArgumentException if the draft is under another version of the site key
   */
  public Bytes seal(ManifestDraft draft, FileVersion as) {
    if (!draft.siteKeyVersion().equals(version)) {
      throw new IllegalArgumentException("the draft is under another site key version");
    }
    try (ManifestMac mac = mac(as)) {
      return draft.seal(mac, binding(as));
    }
  }

  /**
   * {@return the manifest, authenticated}
   *
   * @param sealed as stored
   * @param expected the version of the file that is current
   * @throws CryptoRefusedException if it was changed, or is of another version of the file or of
   *     the site key, another file, site or tenant
   */
  public Manifest open(Bytes sealed, FileVersion expected) {
    try (ManifestMac mac = mac(expected)) {
      return Manifest.open(sealed, mac, binding(expected), expected, version);
    }
  }

  /**
   * Moves the chunk keys of a manifest under another site key: a new version of this one, or that
   * of another site to which the file moves. No chunk changes.
   *
   * @param manifest under this key
   * @param target of the same tenant
   * @param random a cryptographic source, for the nonces
   * @return the same chunks, for {@code target} to seal
   * @throws CryptoRefusedException if a chunk's key is not this site key's
   * @throws IllegalArgumentException if {@code target} is another tenant's
   */
  public ManifestDraft rewrap(Manifest manifest, SiteKey target, RandomGenerator random) {
    ManifestDraft draft = target.draft();
    int chunks = manifest.chunks();
    for (int from = 0; from < chunks; from += PackedKeys.MAX_COUNT) {
      int to = Math.min(chunks, from + PackedKeys.MAX_COUNT);
      PackedKeys batch = pack(manifest, from, to);
      RewrappedKeys moved = wrapper.rewrapAll(KeyKind.CHUNK, batch, target.wrapper, random);
      if (moved.failures().length > 0) {
        throw new CryptoRefusedException(Subject.WRAPPED_KEY);
      }
      for (int i = from; i < to; i++) {
        ChunkEntry entry = manifest.chunk(i);
        WrappedKey wrapped = moved.keys().wrappedKey(i - from);
        draft.add(new ChunkEntry(entry.chunk(), entry.plaintextLength(), target.version, wrapped));
      }
    }
    return draft;
  }

  /**
   * {@return the name encrypted, to be stored}
   *
   * @param name at most {@link #MAX_NAME} bytes of UTF-8
   * @param context what it names
   * @param random a cryptographic source, for the nonce
   * @throws IllegalArgumentException if it is longer, or has an unpaired surrogate
   */
  public Bytes sealName(String name, NameContext context, RandomGenerator random) {
    return names.seal(name, context, random);
  }

  /**
   * {@return the name}
   *
   * @param sealed as stored
   * @param expected what it should name
   * @throws CryptoRefusedException if it was changed, or is of another version of the name, another
   *     object, site or tenant
   */
  public String openName(Bytes sealed, NameContext expected) {
    return names.open(sealed, expected);
  }

  private ManifestMac mac(FileVersion of) {
    return ManifestMac.derive(key, new KeyUse.Manifest(tenant, site, of.file()));
  }

  private byte[] binding(FileVersion of) {
    return ManifestLayout.binding(tenant, site, of, version);
  }

  private static PackedKeys pack(Manifest manifest, int from, int to) {
    ByteBuffer packed = ByteBuffer.allocate((to - from) * PackedKeys.ENTRY_SIZE);
    for (int i = from; i < to; i++) {
      ChunkEntry entry = manifest.chunk(i);
      packed.put(entry.chunk().toByteArray());
      packed.put(new byte[Id128.SIZE]);
      packed.put(entry.wrappedKey().bytes().asByteBuffer());
    }
    return PackedKeys.takeOwnershipOf(packed.array());
  }

  @Override
  public void close() {
    key.close();
    wrapper.close();
    names.close();
  }

  @Override
  public String toString() {
    return "SiteKey[" + version + ", redacted]";
  }
}
