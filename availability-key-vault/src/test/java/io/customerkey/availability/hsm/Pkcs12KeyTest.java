package io.customerkey.availability.hsm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.customerkey.crypto.key.HsmKeyId;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class Pkcs12KeyTest extends KeyEncryptionKeyContract {
  private static final String PASSWORD = "correct horse";

  @TempDir Path folder;
  private HsmLocation location =
      new HsmLocation(HsmType.PKCS12, Path.of(""), "", new HsmKeyId("-"));

  @BeforeEach
  void makeStore() throws GeneralSecurityException, IOException {
    Path file = folder.resolve("hsm.p12");
    byte[] key = new byte[32];
    RANDOM.nextBytes(key);
    KeyStore store = KeyStore.getInstance("PKCS12");
    store.load(null, null);
    store.setEntry(
        "kek",
        new KeyStore.SecretKeyEntry(new SecretKeySpec(key, "AES")),
        new KeyStore.PasswordProtection(PASSWORD.toCharArray()));
    try (OutputStream out = Files.newOutputStream(file)) {
      store.store(out, PASSWORD.toCharArray());
    }
    location = new HsmLocation(HsmType.PKCS12, file, PASSWORD, new HsmKeyId("kek"));
  }

  @Override
  KeyEncryptionKey kek() {
    return KeyStoreKey.open(location, RANDOM);
  }

  @Test
  void refusesToOpenWithAWrongPassword() {
    HsmLocation wrong = new HsmLocation(HsmType.PKCS12, location.store(), "wrong", location.key());

    assertThatThrownBy(() -> KeyStoreKey.open(wrong, RANDOM))
        .isInstanceOf(HsmUnavailableException.class);
  }

  @Test
  void refusesToOpenWithoutTheKey() {
    HsmLocation wrong =
        new HsmLocation(HsmType.PKCS12, location.store(), PASSWORD, new HsmKeyId("missing"));

    assertThatThrownBy(() -> KeyStoreKey.open(wrong, RANDOM))
        .isInstanceOf(HsmUnavailableException.class)
        .hasMessageContaining("missing");
  }

  @Test
  void neverPrintsThePassword() {
    assertThat(location.toString()).doesNotContain(PASSWORD);
  }
}
