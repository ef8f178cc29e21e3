package io.customerkey.localstack.vault;

import static com.azure.security.keyvault.keys.cryptography.models.KeyWrapAlgorithm.RSA_OAEP_256;
import static io.customerkey.localstack.vault.VaultFixture.DIRECTORY;
import static io.customerkey.localstack.vault.VaultFixture.OTHER_DIRECTORY;
import static io.customerkey.localstack.vault.VaultFixture.VAULT;
import static io.customerkey.localstack.vault.VaultFixture.part;
import static io.customerkey.localstack.vault.VaultFixture.refused;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.azure.core.exception.HttpResponseException;
import com.azure.security.keyvault.keys.KeyClient;
import com.azure.security.keyvault.keys.cryptography.CryptographyClient;
import com.azure.security.keyvault.keys.models.CreateRsaKeyOptions;
import com.azure.security.keyvault.keys.models.ImportKeyOptions;
import com.azure.security.keyvault.keys.models.JsonWebKey;
import com.azure.security.keyvault.keys.models.KeyVaultKey;
import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.spec.MGF1ParameterSpec;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import javax.crypto.Cipher;
import javax.crypto.spec.OAEPParameterSpec;
import javax.crypto.spec.PSource;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Import, backup, restore, soft delete, failing shares and the log, with the genuine SDK. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class VaultLifecycleIT {
  private static final byte[] SECRET = new byte[64];
  private static final OAEPParameterSpec OAEP =
      new OAEPParameterSpec(
          "SHA-256", "MGF1", MGF1ParameterSpec.SHA256, PSource.PSpecified.DEFAULT);

  private VaultFixture vault;
  private KeyClient owner;
  private KeyClient sibling;

  @BeforeAll
  void start(@TempDir Path root) throws Exception {
    vault = new VaultFixture(root);
    owner = vault.owner();
    String uri = vault.createVault("contoso-2", "rbac");
    sibling = vault.azure.keys(uri, vault.azure.credential("owner", DIRECTORY));
  }

  @AfterAll
  void stop() {
    vault.close();
  }

  @ParameterizedTest
  @ValueSource(ints = {2048, 3072, 4096})
  void importsRsaKeysOfEverySize(int size) throws Exception {
    KeyPair pair = pair(size);
    String name = "imported-" + size;
    ImportKeyOptions options = new ImportKeyOptions(name, JsonWebKey.fromRsa(pair));
    options.setTags(Map.of("customerkey-tenant", "t"));

    KeyVaultKey key = owner.importKey(options);

    assertThat(key.getKey().getN()).hasSize(size / 8);
    assertThat(key.getProperties().getTags()).containsEntry("customerkey-tenant", "t");
    byte[] wrapped = vault.suite(key.getId()).wrapKey(RSA_OAEP_256, SECRET).getEncryptedKey();
    Cipher cipher = Cipher.getInstance("RSA/ECB/OAEPPadding");
    cipher.init(Cipher.DECRYPT_MODE, pair.getPrivate(), OAEP);
    assertThat(cipher.doFinal(wrapped)).isEqualTo(SECRET);
  }

  @Test
  void importsAVersionOfANameThatExists() throws Exception {
    String first = vault.createKey("versions");
    KeyVaultKey second = owner.importKey("versions", JsonWebKey.fromRsa(pair(2048)));
    assertThat(owner.listPropertiesOfKeyVersions("versions")).hasSize(2);
    assertThat(second.getId()).isNotEqualTo(first);
  }

  @Test
  void importsNoKeyThatIsNotWhole() throws Exception {
    JsonWebKey torn = JsonWebKey.fromRsa(pair(2048)).setD(new byte[256]);
    refused(() -> owner.importKey("torn", torn), 400, "BadParameter");
    JsonWebKey small = JsonWebKey.fromRsa(pair(1024));
    refused(() -> owner.importKey("small", small), 400, "BadParameter");
    refused(() -> owner.getKey("torn"), 404, "KeyNotFound");
  }

  @ParameterizedTest
  @ValueSource(ints = {2048, 3072, 4096})
  void restoresABackupAfterAPurgeAndInAnotherVaultOfTheDirectory(int size) {
    String name = "backed-up-" + size;
    String id = owner.createRsaKey(new CreateRsaKeyOptions(name).setKeySize(size)).getId();
    byte[] wrapped = vault.suite(id).wrapKey(RSA_OAEP_256, SECRET).getEncryptedKey();
    byte[] backup = owner.backupKey(name);

    refused(() -> owner.restoreKeyBackup(backup), 409, "Conflict");
    owner.beginDeleteKey(name).waitForCompletion();
    inner(() -> owner.restoreKeyBackup(backup), "ObjectIsDeletedButRecoverable");
    owner.purgeDeletedKey(name);

    assertThat(owner.restoreKeyBackup(backup).getId()).isEqualTo(id);
    assertThat(vault.suite(id).unwrapKey(RSA_OAEP_256, wrapped).getKey()).isEqualTo(SECRET);
    CryptographyClient elsewhere = vault.suite(sibling.restoreKeyBackup(backup).getId());
    assertThat(elsewhere.unwrapKey(RSA_OAEP_256, wrapped).getKey()).isEqualTo(SECRET);
  }

  @Test
  void restoresNoBackupThatIsDamagedOrOfAnotherDirectory() {
    vault.createKey("guarded");
    byte[] backup = owner.backupKey("guarded");
    JsonObject made =
        vault
            .admin()
            .create(new JsonObject().put("name", "fabrikam-1").put("directory", OTHER_DIRECTORY));
    KeyClient stranger =
        vault.azure.keys(made.getString("uri"), vault.azure.credential("owner", OTHER_DIRECTORY));

    refused(() -> stranger.restoreKeyBackup(backup), 400, "BadParameter");
    backup[backup.length / 2] ^= 1;
    refused(() -> sibling.restoreKeyBackup(backup), 400, "BadParameter");
    refused(() -> sibling.restoreKeyBackup(new byte[7]), 400, "BadParameter");
    assertThat(new String(backup, StandardCharsets.ISO_8859_1)).doesNotContain("privateKey");
  }

  @Test
  void needsAPermissionForEach() throws Exception {
    vault.createKey("not-theirs");
    KeyClient suite =
        vault.azure.keys(vault.uri(), vault.azure.credential("customer-key", DIRECTORY));
    JsonWebKey material = JsonWebKey.fromRsa(pair(2048));
    VaultFixture.forbidden(() -> suite.importKey("mine", material), "AccessDenied");
    VaultFixture.forbidden(() -> suite.backupKey("not-theirs"), "AccessDenied");
    VaultFixture.forbidden(() -> suite.restoreKeyBackup(new byte[64]), "AccessDenied");
    VaultFixture.forbidden(() -> suite.purgeDeletedKey("not-theirs"), "AccessDenied");
  }

  @Test
  void purgesNothingWhilePurgeProtectionIsOn() {
    vault.createKey("kept");
    owner.beginDeleteKey("kept").waitForCompletion();
    vault.admin().update(VAULT, new JsonObject().put("recoveryLevel", "Recoverable"));
    try {
      refused(() -> owner.purgeDeletedKey("kept"), 403, "Forbidden");
    } finally {
      vault.admin().update(VAULT, new JsonObject().put("recoveryLevel", "Recoverable+Purgeable"));
    }
    owner.purgeDeletedKey("kept");
    refused(() -> owner.getDeletedKey("kept"), 404, "KeyNotFound");
  }

  @Test
  void takesItsTimeToDeleteWhenAsked() {
    vault.createKey("slow");
    String fault = addFault(new JsonObject().put("kind", "slow-delete").put("millis", 600_000));

    owner.beginDeleteKey("slow").poll();

    inner(() -> owner.purgeDeletedKey("slow"), "ObjectIsBeingDeleted");
    inner(() -> owner.createRsaKey(new CreateRsaKeyOptions("slow")), "ObjectIsBeingDeleted");
    refused(() -> owner.getDeletedKey("slow"), 404, "KeyNotFound");
    vault.admin().clearFaults(VAULT, Optional.of(fault));
    owner.beginRecoverDeletedKey("slow").waitForCompletion();
    assertThat(owner.getKey("slow").getName()).isEqualTo("slow");
  }

  @Test
  void failsTheSameShareOfRequestsForTheSameSeed() {
    String id = vault.createKey("shaky");
    CryptographyClient suite = vault.suite(id);
    List<Boolean> first = failures(suite, 7);
    assertThat(first).contains(true, false);
    assertThat(failures(suite, 7)).isEqualTo(first);
    assertThat(failures(suite, 8)).isNotEqualTo(first);
  }

  @Test
  void writesALogAsAzureDoes() {
    String id = vault.createKey("logged");
    vault.admin().clearLog(VAULT);
    vault.suite(id).wrapKey(RSA_OAEP_256, SECRET);
    String fault = addFault(new JsonObject().put("kind", "firewall"));
    refused(() -> vault.suite(id).wrapKey(RSA_OAEP_256, SECRET), 403, "Forbidden");
    vault.admin().clearFaults(VAULT, Optional.of(fault));
    vault
        .azure
        .ordinaryKeys(vault.uri(), vault.azure.credential("owner", DIRECTORY))
        .getKey("logged");

    List<JsonObject> records = log(new AuditLog.Filter(none(), none(), 100));

    assertThat(records)
        .extracting(record -> record.getString("operationName"))
        .containsExactly("KeyWrap", "KeyWrap", "Authentication", "KeyGet");
    JsonObject wrap = records.getFirst();
    assertThat(wrap.getString("category")).isEqualTo("AuditEvent");
    assertThat(wrap.getString("resultType")).isEqualTo("Success");
    assertThat(wrap.getString("callerIpAddress")).isEqualTo("127.0.0.1");
    assertThat(wrap.getString("time"))
        .matches("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{7}Z");
    assertThat(wrap.getJsonObject("properties").getInteger("httpStatusCode")).isEqualTo(200);
    assertThat(wrap.getJsonObject("properties").getString("id")).isEqualTo(id);
    assertThat(wrap.getJsonObject("properties").getString("requestUri"))
        .startsWith(id + "/wrapkey?api-version=");
    String client = vault.admin().applicationWithSecret("customer-key").getString("clientId");
    assertThat(wrap.getJsonObject("identity").getJsonObject("claim").getString("appid"))
        .isEqualTo(client);
    JsonObject refusal = records.get(1);
    assertThat(refusal.getString("resultSignature")).isEqualTo("Forbidden");
    assertThat(refusal.getString("resultDescription")).contains("not authorized");
    assertThat(records.get(2).getJsonObject("properties").getInteger("httpStatusCode"))
        .isEqualTo(401);
    assertThat(records.getLast().getString("correlationId")).isNotEmpty();
    assertThat(log(new AuditLog.Filter(Optional.of("KeyGet"), none(), 1))).hasSize(1);
  }

  @Test
  void importsAPemBacksUpAndRestoresByTheAdminApi() throws Exception {
    KeyPair pair = pair(2048);
    String pem =
        "-----BEGIN PRIVATE KEY-----\n"
            + Base64.getMimeEncoder().encodeToString(pair.getPrivate().getEncoded())
            + "\n-----END PRIVATE KEY-----\n";
    KeyAdmin keys = vault.admin().keys(VAULT);
    JsonObject made = keys.importKey("pem", new JsonObject().put("pem", pem));
    assertThat(vault.suite(made.getString("id")).wrapKey(RSA_OAEP_256, SECRET)).isNotNull();
    JsonObject backup = keys.backup("pem");
    keys.delete("pem");
    assertThat(keys.listDeleted().getJsonArray("keys")).isNotEmpty();
    keys.purge("pem");
    keys.restore(backup);
    assertThat(keys.get("pem").getJsonArray("versions")).hasSize(1);
    JsonObject noKey = new JsonObject().put("pem", "-----BEGIN PRIVATE KEY-----\nAAAA");
    assertThatThrownBy(() -> keys.importKey("bad", noKey)).hasMessageContaining("valid JsonWebKey");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new AuditLog.Filter(none(), none(), 0))
        .withMessageContaining("limit");
  }

  private List<Boolean> failures(CryptographyClient suite, int seed) {
    String fault =
        addFault(
            new JsonObject()
                .put("kind", "answer")
                .put("status", 500)
                .put("percent", 40)
                .put("seed", seed));
    List<Boolean> failed =
        IntStream.range(0, 30)
            .mapToObj(i -> {
              try {
                suite.wrapKey(RSA_OAEP_256, SECRET);
                return false;
              } catch (HttpResponseException refusal) {
                return true;
              }
            })
            .toList();
    vault.admin().clearFaults(VAULT, Optional.of(fault));
    return failed;
  }

  private List<JsonObject> log(AuditLog.Filter filter) {
    return vault.admin().log(VAULT, filter).getJsonArray("records").stream()
        .map(JsonObject.class::cast)
        .toList();
  }

  private String addFault(JsonObject fault) {
    return vault.admin().addFault(VAULT, fault).getString("id");
  }

  private static void inner(Runnable act, String code) {
    HttpResponseException conflict = refused(act, 409, "Conflict");
    assertThat(part(conflict.getValue(), "error", "innererror", "code")).isEqualTo(code);
  }

  private static Optional<String> none() {
    return Optional.empty();
  }

  private static KeyPair pair(int size) throws Exception {
    KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
    generator.initialize(size);
    return generator.generateKeyPair();
  }
}
