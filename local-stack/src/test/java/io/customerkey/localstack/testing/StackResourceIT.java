package io.customerkey.localstack.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.customerkey.localstack.admin.AdminException;
import io.customerkey.localstack.admin.StackAdmin;
import io.customerkey.localstack.data.Service;
import io.vertx.core.json.JsonObject;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class StackResourceIT {

  @Test
  void givesAServiceTheSettingsOfARunningStack() throws Exception {
    StackResource resource = new StackResource();
    resource.init(Map.of("service", "key-unwrap-service"));

    Map<String, String> settings = resource.start();

    assertThat(settings)
        .containsEntry("quarkus.http.test-port", "0")
        .containsEntry("customerkey.database.name", "unwrap")
        .containsKeys(
            "customerkey.azure.authority",
            "customerkey.unsafe-vault-hosts",
            "customerkey.peer.availability-key-vault.port",
            "kafka.bootstrap.servers")
        .doesNotContainKey("customerkey.hsm.password");
    assertThat(Path.of(settings.get("customerkey.tls.key"))).exists();
    String url =
        "jdbc:postgresql://localhost:" + settings.get("customerkey.database.port") + "/unwrap";
    DriverManager.getConnection(url, "unwrap", settings.get("customerkey.database.password"))
        .close();
  }

  @Test
  void givesFilesAFolderAndPoliciesTheProvidersKeys() {
    TestStack stack = TestStack.shared();

    assertThat(stack.settings(Service.SHAREPOINT_ENCRYPTOR))
        .containsEntry("customerkey.database.name", "sharepoint")
        .containsEntry("customerkey.blobs.type", "FILE_SYSTEM")
        .containsEntry("customerkey.blobs.directory", stack.data().resolve("blobs").toString())
        .containsKeys(
            "customerkey.peer.dep-service.port", "customerkey.peer.key-unwrap-service.port");
    assertThat(stack.settings(Service.DEP))
        .hasEntrySatisfying(
            "customerkey.provider.keys",
            keys ->
                assertThat(keys.split(","))
                    .hasSize(2)
                    .allMatch(key -> key.endsWith("/keys/root-key")))
        .containsKey("customerkey.provider.directory-id");
  }

  @Test
  void steersKeysAndShowsTheLogOverItsAdminApi() {
    TestStack stack = TestStack.shared();
    StackAdmin admin = stack.admin();
    stack.createVault("lifecycle", "11111111-2222-4333-8444-555555555555");
    stack.createKey("lifecycle", "ck", "t");
    String key = "/v1/vaults/lifecycle/keys/ck";

    JsonObject backup = admin.post(key + "/backup", new JsonObject());
    admin.delete(key);
    assertThat(admin.get("/v1/vaults/lifecycle/deleted-keys").getJsonArray("keys")).hasSize(1);
    assertThatThrownBy(() -> admin.post("/v1/vaults/lifecycle/restored-keys", backup))
        .isInstanceOf(AdminException.class)
        .hasMessageContaining("deleted but recoverable");
    admin.delete("/v1/vaults/lifecycle/deleted-keys/ck");
    JsonObject restored = admin.post("/v1/vaults/lifecycle/restored-keys", backup);

    assertThat(restored.getJsonArray("versions")).hasSize(1);
    assertThatThrownBy(() -> admin.put(key, new JsonObject().put("pem", "none")))
        .hasMessageContaining("valid JsonWebKey");
    assertThat(admin.get("/v1/vaults/lifecycle/log?operation=KeyUnwrap").getJsonArray("records"))
        .isEmpty();
    assertThatThrownBy(() -> admin.get("/v1/vaults/lifecycle/log?limit=0"))
        .hasMessageContaining("limit: a number from 1 to 5000");
  }

  @Test
  void startsOneStackForAllTests() {
    TestStack first = TestStack.shared();
    TestStack second = TestStack.shared();

    assertThat(second.data()).isEqualTo(first.data());
    assertThat(first.token("mail", "provider", List.of("auditor"), List.of())).contains(".");
  }
}
