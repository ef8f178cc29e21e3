package io.customerkey.localstack.certificates;

import io.customerkey.localstack.data.DataFolder;
import io.customerkey.localstack.data.Entropy;
import io.customerkey.localstack.data.PrivateFiles;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.Arrays;
import javax.crypto.spec.SecretKeySpec;

/** The stand-in for an HSM: a PKCS#12 file with one AES-256 key. */
public final class HsmStore {
  /** The alias of the key. */
  public static final String ALIAS = "customerkey-hsm-1";

  private static final int AES_256 = 32;

  private final DataFolder folder;

  private HsmStore(DataFolder folder) {
    this.folder = folder;
  }

  /** Makes the file at first start, leaves it alone later. */
  public static HsmStore open(DataFolder folder) {
    HsmStore store = new HsmStore(folder);
    if (!Files.exists(store.file())) {
      store.make();
    }
    return store;
  }

  /** The PKCS#12 file. */
  public Path file() {
    return folder.secret("hsm.p12");
  }

  /** The password of the file and of the key in it. */
  public String password() {
    return PrivateFiles.readOrWrite(folder.secret("hsm.password"), Entropy::secret);
  }

  private void make() {
    char[] password = password().toCharArray();
    byte[] key = Entropy.bytes(AES_256);
    try (ByteArrayOutputStream bytes = new ByteArrayOutputStream()) {
      KeyStore store = KeyStore.getInstance("PKCS12");
      store.load(null, password);
      store.setEntry(
          ALIAS,
          new KeyStore.SecretKeyEntry(new SecretKeySpec(key, "AES")),
          new KeyStore.PasswordProtection(password));
      store.store(bytes, password);
      PrivateFiles.write(file(), bytes.toByteArray());
    } catch (GeneralSecurityException | IOException e) {
      throw new IllegalStateException("HSM store", e);
    } finally {
      Arrays.fill(key, (byte) 0);
    }
  }
}
