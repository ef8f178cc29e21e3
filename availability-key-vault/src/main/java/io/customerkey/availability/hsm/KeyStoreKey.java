package io.customerkey.availability.hsm;

import io.customerkey.crypto.CryptoRefusedException;
import io.customerkey.crypto.CryptoRefusedException.Subject;
import io.customerkey.crypto.SecretBytes;
import io.customerkey.crypto.key.AvailabilityKey;
import io.customerkey.crypto.key.AvailabilityKeyContext;
import io.customerkey.crypto.key.HsmKeyId;
import io.customerkey.crypto.key.HsmWrappedKey;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.security.GeneralSecurityException;
import java.security.Key;
import java.security.KeyStore;
import java.security.Provider;
import java.security.ProviderException;
import java.security.Security;
import java.util.Arrays;
import java.util.random.RandomGenerator;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import org.jspecify.annotations.Nullable;

/**
 * The key-encryption key of a {@link KeyStore}. The store gives a handle; with PKCS#11 the key
 * behind it stays in the HSM, and {@code getEncoded} is never asked.
 */
public final class KeyStoreKey implements KeyEncryptionKey {
  private static final String TRANSFORMATION = "AES/GCM/NoPadding";
  private static final byte[] CHECK_CONTEXT = {0};

  private final HsmKeyId id;
  private final Key handle;
  private final Provider provider;
  private final RandomGenerator random;

  private KeyStoreKey(HsmKeyId id, Key handle, Provider provider, RandomGenerator random) {
    this.id = id;
    this.handle = handle;
    this.provider = provider;
    this.random = random;
  }

  /**
   * {@return the key, found and used once}
   *
   * @param location where it is
   * @param random source of nonces, cryptographic
   * @throws HsmUnavailableException if the store cannot be opened or holds no such AES key
   */
  public static KeyStoreKey open(HsmLocation location, RandomGenerator random) {
    char[] password = location.password().toCharArray();
    try {
      KeyStore store = load(location, password);
      @Nullable Key handle = store.getKey(location.key().label(), password);
      if (handle == null || !handle.getAlgorithm().equals("AES")) {
        throw new HsmUnavailableException("the store holds no AES key " + location.key());
      }
      Provider provider =
          switch (location.type()) {
            case PKCS12 -> Cipher.getInstance(TRANSFORMATION).getProvider();
            case PKCS11 -> store.getProvider();
          };
      KeyStoreKey key = new KeyStoreKey(location.key(), handle, provider, random);
      key.check();
      return key;
    } catch (GeneralSecurityException | IOException | ProviderException e) {
      throw new HsmUnavailableException("cannot open " + location, e);
    } finally {
      Arrays.fill(password, ' ');
    }
  }

  private static KeyStore load(HsmLocation location, char[] password)
      throws GeneralSecurityException, IOException {
    return switch (location.type()) {
      case PKCS12 -> {
        KeyStore store = KeyStore.getInstance("PKCS12");
        try (InputStream file = Files.newInputStream(location.store())) {
          store.load(file, password);
        }
        yield store;
      }
      case PKCS11 -> {
        Provider provider =
            Security.getProvider("SunPKCS11").configure(location.store().toString());
        KeyStore store = KeyStore.getInstance("PKCS11", provider);
        store.load(null, password);
        yield store;
      }
    };
  }

  @Override
  public HsmKeyId id() {
    return id;
  }

  @Override
  public HsmWrappedKey seal(AvailabilityKey key, AvailabilityKeyContext context) {
    byte[] nonce = nonce();
    return HsmWrappedKey.of(
        nonce, key.secret().with(plain -> encrypt(nonce, associatedData(context), plain)));
  }

  @Override
  public AvailabilityKey open(HsmWrappedKey sealed, AvailabilityKeyContext context) {
    byte[] plain;
    try {
      Cipher cipher = cipher(Cipher.DECRYPT_MODE, sealed.nonce(), associatedData(context));
      plain = cipher.doFinal(sealed.ciphertextAndTag());
    } catch (AEADBadTagException e) {
      throw new CryptoRefusedException(Subject.WRAPPED_KEY);
    } catch (GeneralSecurityException | ProviderException e) {
      if (HsmRefusal.meansWrongTag(e)) {
        throw new CryptoRefusedException(Subject.WRAPPED_KEY);
      }
      throw new HsmUnavailableException("the HSM did not open a key", e);
    }
    return AvailabilityKey.takeOwnershipOf(SecretBytes.takeOwnershipOf(plain));
  }

  @Override
  public void check() {
    byte[] nothing = new byte[AvailabilityKey.SIZE];
    byte[] sealed = encrypt(nonce(), CHECK_CONTEXT, nothing);
    if (sealed.length != HsmWrappedKey.SIZE - HsmWrappedKey.NONCE_SIZE) {
      throw new HsmUnavailableException("the HSM's answer has a wrong length");
    }
  }

  private byte[] encrypt(byte[] nonce, byte[] associatedData, byte[] plain) {
    try {
      return cipher(Cipher.ENCRYPT_MODE, nonce, associatedData).doFinal(plain);
    } catch (GeneralSecurityException | ProviderException e) {
      throw new HsmUnavailableException("the HSM did not seal a key", e);
    }
  }

  private Cipher cipher(int mode, byte[] nonce, byte[] associatedData)
      throws GeneralSecurityException {
    Cipher cipher = Cipher.getInstance(TRANSFORMATION, provider);
    cipher.init(mode, handle, new GCMParameterSpec(HsmWrappedKey.TAG_BITS, nonce));
    cipher.updateAAD(associatedData);
    return cipher;
  }

  private byte[] associatedData(AvailabilityKeyContext context) {
    if (!context.hsmKey().equals(id)) {
      throw new CryptoRefusedException(Subject.WRAPPED_KEY);
    }
    return context.associatedData();
  }

  private byte[] nonce() {
    byte[] nonce = new byte[HsmWrappedKey.NONCE_SIZE];
    random.nextBytes(nonce);
    return nonce;
  }
}
