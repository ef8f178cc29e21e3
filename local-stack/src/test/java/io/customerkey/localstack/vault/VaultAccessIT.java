package io.customerkey.localstack.vault;

import static com.azure.security.keyvault.keys.cryptography.models.KeyWrapAlgorithm.RSA_OAEP_256;
import static io.customerkey.localstack.vault.VaultFixture.DIRECTORY;
import static io.customerkey.localstack.vault.VaultFixture.OTHER_DIRECTORY;
import static io.customerkey.localstack.vault.VaultFixture.VAULT;
import static io.customerkey.localstack.vault.VaultFixture.forbidden;
import static io.customerkey.localstack.vault.VaultFixture.refused;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.azure.core.exception.ClientAuthenticationException;
import com.azure.core.exception.HttpResponseException;
import com.azure.core.http.HttpHeaderName;
import com.azure.security.keyvault.keys.KeyClient;
import com.azure.security.keyvault.keys.cryptography.CryptographyClient;
import com.azure.security.keyvault.keys.models.CreateRsaKeyOptions;
import com.microsoft.aad.msal4j.MsalServiceException;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.SocketException;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class VaultAccessIT {
  private static final byte[] SECRET = new byte[64];

  @TempDir private Path root;
  private VaultFixture vault;
  private String key = "";
  private CryptographyClient suite;

  @BeforeEach
  void start() throws Exception {
    vault = new VaultFixture(root);
    key = vault.createKey("root");
    suite = vault.suite(key);
  }

  @AfterEach
  void stop() {
    vault.close();
  }

  @Test
  void refusesWhatThePrincipalHasNoPermissionFor() {
    KeyClient client =
        vault.azure.keys(vault.uri(), vault.azure.credential("customer-key", DIRECTORY));

    forbidden(() -> client.createRsaKey(new CreateRsaKeyOptions("mine")), "AccessDenied");
  }

  @Test
  void refusesAfterRevocationAndServesAfterANewGrant() {
    wrap();

    vault.admin().revoke(VAULT, "customer-key");

    forbidden(this::wrap, "AccessDenied");
    JsonArray again = new JsonArray().add("wrapKey");
    vault.admin().permit(VAULT, "customer-key", new JsonObject().put("permissions", again));
    wrap();
  }

  @Test
  void refusesInTheWordsOfRoleBasedAccess() {
    String uri = vault.createVault("contoso-rbac", "rbac");
    vault.admin().revoke("contoso-rbac", "customer-key");
    KeyClient client = vault.azure.keys(uri, vault.azure.credential("customer-key", DIRECTORY));

    forbidden(() -> client.getKey("root"), "ForbiddenByRbac");
  }

  @Test
  void challengesOrdinaryClientsToLogIn() {
    KeyClient client =
        vault.azure.ordinaryKeys(vault.uri(), vault.azure.credential("owner", DIRECTORY));

    assertThat(client.getKey("root").getName()).isEqualTo("root");
  }

  @Test
  void namesTheNewDirectoryOnceTheVaultHasMoved() {
    fault("moved", new JsonObject().put("directory", OTHER_DIRECTORY));

    HttpResponseException refusal = refused(this::wrap, 401, "Unauthorized");

    assertThat(refusal).isInstanceOf(ClientAuthenticationException.class);
    assertThat(refusal.getResponse().getHeaderValue(HttpHeaderName.WWW_AUTHENTICATE))
        .isEqualTo(
            "Bearer authorization=\"%s/%s\", resource=\"https://vault.azure.net\"",
            vault.emulator.loginUri(), OTHER_DIRECTORY);
    vault.clearFaults();
    wrap();
  }

  @Test
  void answersAsAskedForAsOftenAsAskedFor() {
    fault(
        "answer",
        new JsonObject()
            .put("status", 403)
            .put("code", "Forbidden")
            .put("innerError", "ForbiddenByPolicy")
            .put("operation", "wrapKey")
            .put("count", 2));

    forbidden(this::wrap, "ForbiddenByPolicy");
    forbidden(this::wrap, "ForbiddenByPolicy");
    wrap();
    assertThat(vault.calls("wrapKey")).isEqualTo(3);
    assertThat(vault.admin().calls(VAULT).getJsonObject("statuses").getLong("403")).isEqualTo(2);
  }

  @Test
  void leavesOtherOperationsAlone() {
    fault("firewall", new JsonObject().put("operation", "unwrapKey"));

    wrap();

    forbidden(() -> suite.unwrapKey(RSA_OAEP_256, SECRET), "ForbiddenByFirewall");
  }

  @Test
  void throttlesWithATimeToComeBack() {
    fault("throttled", new JsonObject().put("retryAfterSeconds", 7));

    HttpResponseException refusal = refused(this::wrap, 429, "Throttled");

    assertThat(refusal.getResponse().getHeaderValue(HttpHeaderName.RETRY_AFTER)).isEqualTo("7");
  }

  @Test
  void neverAnswersWhenStalled() throws Exception {
    AzureClients impatient = vault.clients(Duration.ofMillis(700));
    CryptographyClient client =
        impatient.cryptography(key, vault.azure.credential("customer-key", DIRECTORY));
    fault("stall", new JsonObject());

    assertThatThrownBy(() -> client.wrapKey(RSA_OAEP_256, SECRET))
        .hasStackTraceContaining("HttpTimeoutException");
  }

  @Test
  void resetsConnections() {
    fault("reset", new JsonObject());

    assertThatThrownBy(this::wrap)
        .hasRootCauseInstanceOf(SocketException.class)
        .hasStackTraceContaining("reset");
  }

  @Test
  void refusesConnectionsWhileItsPortIsClosed() {
    wrap();
    fault("closed-port", new JsonObject());

    // The connection that was open is cut; whoever uses it once more may be told so first.
    assertThatThrownBy(this::wrap).hasRootCauseInstanceOf(IOException.class);
    assertThatThrownBy(this::wrap).hasStackTraceContaining("ConnectException");
    vault.clearFaults();
    wrap();
  }

  @Test
  void answersLaterWhenSlow() {
    fault("latency", new JsonObject().put("millis", 300));
    long before = System.nanoTime();

    wrap();

    assertThat(System.nanoTime() - before).isGreaterThan(300_000_000L);
  }

  @ParameterizedTest
  @ValueSource(ints = {65001, 700016, 7000112, 7000229, 7000215, 7000222, 700027})
  void refusesLoginsByNumber(int number) {
    vault.admin().addLoginFault(new JsonObject().put("kind", "aadsts").put("number", number));

    assertThatThrownBy(this::wrap)
        .hasRootCauseInstanceOf(MsalServiceException.class)
        .hasMessageContaining("AADSTS" + number + ":");
  }

  @Test
  void refusesLoginsToADirectoryThatTookItsConsentBack() {
    vault.admin().consent(DIRECTORY, "customer-key", false);

    assertThatThrownBy(this::wrap).hasMessageContaining("AADSTS700016");
  }

  @Test
  void limitsLoginFaultsToADirectory() {
    vault
        .admin()
        .addLoginFault(
            new JsonObject()
                .put("kind", "aadsts")
                .put("number", 65001)
                .put("directory", OTHER_DIRECTORY));

    wrap();
  }

  private void wrap() {
    assertThat(suite.wrapKey(RSA_OAEP_256, SECRET).getEncryptedKey()).hasSize(256);
  }

  private void fault(String kind, JsonObject fault) {
    vault.fault(fault.put("kind", kind));
  }
}
