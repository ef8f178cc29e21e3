package io.customerkey.localstack.vault;

import static com.azure.security.keyvault.keys.cryptography.models.KeyWrapAlgorithm.RSA_OAEP;
import static com.azure.security.keyvault.keys.cryptography.models.KeyWrapAlgorithm.RSA_OAEP_256;
import static io.customerkey.localstack.vault.VaultFixture.forbidden;
import static io.customerkey.localstack.vault.VaultFixture.part;
import static io.customerkey.localstack.vault.VaultFixture.refused;
import static org.assertj.core.api.Assertions.assertThat;

import com.azure.core.exception.HttpResponseException;
import com.azure.core.exception.ResourceModifiedException;
import com.azure.core.exception.ResourceNotFoundException;
import com.azure.security.keyvault.keys.KeyClient;
import com.azure.security.keyvault.keys.cryptography.CryptographyClient;
import com.azure.security.keyvault.keys.models.CreateEcKeyOptions;
import com.azure.security.keyvault.keys.models.CreateRsaKeyOptions;
import com.azure.security.keyvault.keys.models.KeyProperties;
import com.azure.security.keyvault.keys.models.KeyType;
import com.azure.security.keyvault.keys.models.KeyVaultKey;
import io.vertx.core.json.JsonObject;
import java.nio.file.Path;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class VaultKeysIT {
  private static final byte[] SECRET = new byte[64];

  @TempDir private Path root;
  private VaultFixture vault;

  @BeforeEach
  void start() throws Exception {
    vault = new VaultFixture(root);
  }

  @AfterEach
  void stop() {
    vault.close();
  }

  @ParameterizedTest
  @ValueSource(ints = {2048, 3072, 4096})
  void wrapsAndUnwrapsWithRsaKeysOfEverySize(int size) {
    CreateRsaKeyOptions options =
        new CreateRsaKeyOptions("root").setKeySize(size).setTags(Map.of("customerkey-tenant", "t"));
    KeyVaultKey key = vault.owner().createRsaKey(options);
    CryptographyClient suite = vault.suite(key.getId());

    byte[] wrapped = suite.wrapKey(RSA_OAEP_256, SECRET).getEncryptedKey();

    assertThat(wrapped).hasSize(size / 8);
    assertThat(suite.unwrapKey(RSA_OAEP_256, wrapped).getKey()).isEqualTo(SECRET);
    assertThat(key.getKey().getN()).hasSize(size / 8);
    assertThat(key.getProperties().getTags()).containsEntry("customerkey-tenant", "t");
    assertThat(key.getProperties().getRecoveryLevel()).isEqualTo("Recoverable+Purgeable");
  }

  @Test
  void wrapsAndUnwrapsWithTheOlderAlgorithm() {
    CryptographyClient suite = vault.suite(vault.createKey("root"));

    byte[] wrapped = suite.wrapKey(RSA_OAEP, SECRET).getEncryptedKey();

    assertThat(suite.unwrapKey(RSA_OAEP, wrapped).getKey()).isEqualTo(SECRET);
    assertThat(vault.calls("wrapKey")).isEqualTo(1);
    assertThat(vault.calls("unwrapKey")).isEqualTo(1);
  }

  @Test
  void keepsOldVersionsUsableAfterANewOne() {
    KeyClient owner = vault.owner();
    String first = owner.createRsaKey(new CreateRsaKeyOptions("root")).getId();
    byte[] wrapped = vault.suite(first).wrapKey(RSA_OAEP_256, SECRET).getEncryptedKey();

    KeyVaultKey second = owner.createRsaKey(new CreateRsaKeyOptions("root"));

    assertThat(owner.getKey("root").getId()).isEqualTo(second.getId());
    assertThat(owner.listPropertiesOfKeyVersions("root"))
        .extracting(KeyProperties::getVersion)
        .hasSize(2)
        .contains(second.getProperties().getVersion());
    assertThat(vault.suite(first).unwrapKey(RSA_OAEP_256, wrapped).getKey()).isEqualTo(SECRET);
    CryptographyClient newest = vault.suite(second.getId());
    refused(() -> newest.unwrapKey(RSA_OAEP_256, wrapped), 400, "BadParameter");
  }

  @Test
  void listsMoreKeysThanFitOnAPage() {
    for (int i = 0; i < 27; i++) {
      JsonObject curve = new JsonObject().put("name", "key-" + i).put("type", "EC");
      vault.admin().keys(VaultFixture.VAULT).create(curve);
    }

    assertThat(vault.owner().listPropertiesOfKeys()).hasSize(27);
  }

  @Test
  void refusesToUseADisabledKeyUntilItIsEnabledAgain() {
    KeyClient owner = vault.owner();
    KeyVaultKey key = owner.createRsaKey(new CreateRsaKeyOptions("root"));
    CryptographyClient suite = vault.suite(key.getId());
    byte[] wrapped = suite.wrapKey(RSA_OAEP_256, SECRET).getEncryptedKey();

    owner.updateKeyProperties(key.getProperties().setEnabled(false));

    assertThat(owner.getKey("root").getProperties().isEnabled()).isFalse();
    forbidden(() -> suite.unwrapKey(RSA_OAEP_256, wrapped), "KeyDisabled");
    owner.updateKeyProperties(key.getProperties().setEnabled(true));
    assertThat(suite.unwrapKey(RSA_OAEP_256, wrapped).getKey()).isEqualTo(SECRET);
  }

  @Test
  void unwrapsButDoesNotWrapWithAnExpiredKey() {
    KeyClient owner = vault.owner();
    KeyVaultKey key = owner.createRsaKey(new CreateRsaKeyOptions("root"));
    CryptographyClient suite = vault.suite(key.getId());
    byte[] wrapped = suite.wrapKey(RSA_OAEP_256, SECRET).getEncryptedKey();

    OffsetDateTime past = OffsetDateTime.of(2020, 1, 1, 0, 0, 0, 0, ZoneOffset.UTC);
    owner.updateKeyProperties(key.getProperties().setExpiresOn(past));

    forbidden(() -> suite.wrapKey(RSA_OAEP_256, SECRET), "KeyExpired");
    assertThat(suite.unwrapKey(RSA_OAEP_256, wrapped).getKey()).isEqualTo(SECRET);
  }

  @Test
  void deletesSoftlyAndRecovers() {
    KeyClient owner = vault.owner();
    CryptographyClient suite = vault.suite(vault.createKey("root"));
    byte[] wrapped = suite.wrapKey(RSA_OAEP_256, SECRET).getEncryptedKey();

    owner.beginDeleteKey("root").waitForCompletion();

    assertThat(refused(() -> suite.unwrapKey(RSA_OAEP_256, wrapped), 404, "KeyNotFound"))
        .isInstanceOf(ResourceNotFoundException.class);
    assertThat(owner.getDeletedKey("root").getName()).isEqualTo("root");
    HttpResponseException taken =
        refused(() -> owner.createRsaKey(new CreateRsaKeyOptions("root")), 409, "Conflict");
    assertThat(taken).isInstanceOf(ResourceModifiedException.class);
    assertThat(part(taken.getValue(), "error", "innererror", "code"))
        .isEqualTo("ObjectIsDeletedButRecoverable");
    owner.beginRecoverDeletedKey("root").waitForCompletion();
    assertThat(suite.unwrapKey(RSA_OAEP_256, wrapped).getKey()).isEqualTo(SECRET);
  }

  @Test
  void purgesADeletedKey() {
    KeyClient owner = vault.owner();
    vault.createKey("root");
    owner.beginDeleteKey("root").waitForCompletion();

    owner.purgeDeletedKey("root");

    refused(() -> owner.getDeletedKey("root"), 404, "KeyNotFound");
  }

  @Test
  void makesEcKeys() {
    KeyVaultKey key = vault.owner().createEcKey(new CreateEcKeyOptions("curve"));

    assertThat(key.getKeyType()).isEqualTo(KeyType.EC);
    assertThat(key.getKey().getX()).hasSize(32);
  }

  @Test
  void answersUnknownKeysAndVersionsWithNotFound() {
    String id = vault.createKey("root");
    String unknown = id.substring(0, id.length() - 32) + "0".repeat(32);

    refused(() -> vault.owner().getKey("nothing"), 404, "KeyNotFound");
    refused(() -> vault.suite(unknown).unwrapKey(RSA_OAEP_256, SECRET), 404, "KeyNotFound");
  }

  @Test
  void keepsKeysAndPermissionsOverARestart() throws Exception {
    String id = vault.createKey("root");
    byte[] wrapped = vault.suite(id).wrapKey(RSA_OAEP_256, SECRET).getEncryptedKey();
    vault.close();

    vault = new VaultFixture(root);

    assertThat(vault.suite(id).unwrapKey(RSA_OAEP_256, wrapped).getKey()).isEqualTo(SECRET);
  }
}
