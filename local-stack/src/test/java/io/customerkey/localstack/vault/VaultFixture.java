package io.customerkey.localstack.vault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.azure.core.exception.HttpResponseException;
import com.azure.security.keyvault.keys.KeyClient;
import com.azure.security.keyvault.keys.cryptography.CryptographyClient;
import io.customerkey.localstack.certificates.Certificates;
import io.customerkey.localstack.data.DataFolder;
import io.customerkey.localstack.data.Entropy;
import io.customerkey.localstack.data.PortBook;
import io.vertx.core.json.JsonObject;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** An emulator on a folder with one vault, spoken to with the SDK. */
final class VaultFixture implements AutoCloseable {
  static final String DIRECTORY = "11111111-2222-4333-8444-555555555555";
  static final String OTHER_DIRECTORY = "99999999-2222-4333-8444-555555555555";
  static final String VAULT = "contoso-1";

  final VaultEmulator emulator;
  final AzureClients azure;
  private final Certificates certificates;

  VaultFixture(Path root) throws Exception {
    DataFolder folder = DataFolder.open(root);
    certificates = Certificates.open(folder, Entropy.clock());
    emulator = VaultEmulator.start(folder, PortBook.open(folder), certificates, Entropy.clock());
    azure = clients(Duration.ofSeconds(30));
    if (emulator.vaults().isEmpty()) {
      createVault(VAULT, "access-policy");
    }
  }

  /** Clients that wait this long for an answer. */
  AzureClients clients(Duration patience) throws Exception {
    return new AzureClients(emulator, certificates, patience);
  }

  String createVault(String name, String model) {
    JsonObject vault =
        admin()
            .create(
                new JsonObject()
                    .put("name", name)
                    .put("directory", DIRECTORY)
                    .put("permissionModel", model));
    return vault.getString("uri");
  }

  VaultAdmin admin() {
    return emulator.admin();
  }

  String uri() {
    return admin().get(VAULT).getString("uri");
  }

  /** The vault's owner, who may do everything. */
  KeyClient owner() {
    return azure.keys(uri(), azure.credential("owner", DIRECTORY));
  }

  /** The suite's application, which may get, wrap and unwrap. */
  CryptographyClient suite(String keyId) {
    return azure.cryptography(keyId, azure.credential("customer-key", DIRECTORY));
  }

  /** An RSA 2048 key; answers its id with version. */
  String createKey(String name) {
    return admin().keys(VAULT).create(new JsonObject().put("name", name)).getString("id");
  }

  void fault(JsonObject fault) {
    admin().addFault(VAULT, fault);
  }

  void clearFaults() {
    admin().clearFaults(VAULT, Optional.empty());
  }

  long calls(String operation) {
    return admin().calls(VAULT).getJsonObject("operations").getLong(operation, 0L);
  }

  @Override
  public void close() {
    emulator.close();
  }

  static HttpResponseException refused(Runnable act, int status, String code) {
    HttpResponseException refusal = catchThrowableOfType(HttpResponseException.class, act::run);
    assertThat(refusal).isNotNull();
    assertThat(refusal.getResponse().getStatusCode()).isEqualTo(status);
    assertThat(part(refusal.getValue(), "error", "code")).isEqualTo(code);
    return refusal;
  }

  static void forbidden(Runnable act, String innerCode) {
    HttpResponseException refusal = refused(act, 403, "Forbidden");
    assertThat(part(refusal.getValue(), "error", "innererror", "code")).isEqualTo(innerCode);
  }

  static Object part(Object json, String... path) {
    Object at = json;
    for (String name : path) {
      at = Objects.requireNonNull(((Map<?, ?>) at).get(name), name);
    }
    return at;
  }
}
