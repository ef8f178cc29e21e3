package io.customerkey.localstack.vault;

import com.azure.core.credential.TokenCredential;
import com.azure.core.http.HttpClient;
import com.azure.core.http.HttpPipeline;
import com.azure.core.http.HttpPipelineBuilder;
import com.azure.core.http.jdk.httpclient.JdkHttpClientBuilder;
import com.azure.core.http.policy.BearerTokenAuthenticationPolicy;
import com.azure.core.http.policy.FixedDelayOptions;
import com.azure.core.http.policy.RequestIdPolicy;
import com.azure.core.http.policy.RetryOptions;
import com.azure.identity.ClientSecretCredentialBuilder;
import com.azure.security.keyvault.keys.KeyClient;
import com.azure.security.keyvault.keys.KeyClientBuilder;
import com.azure.security.keyvault.keys.cryptography.CryptographyClient;
import com.azure.security.keyvault.keys.cryptography.CryptographyClientBuilder;
import io.customerkey.localstack.certificates.Certificates;
import io.vertx.core.json.JsonObject;
import java.io.InputStream;
import java.nio.file.Files;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.time.Duration;
import java.util.concurrent.Executors;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/** The genuine SDK's clients, with a pipeline of our own: one request per call, no retries. */
final class AzureClients {
  private static final RetryOptions ONCE =
      new RetryOptions(new FixedDelayOptions(0, Duration.ofMillis(1)));

  private final VaultEmulator emulator;
  private final HttpClient http;

  AzureClients(VaultEmulator emulator, Certificates certificates, Duration patience)
      throws Exception {
    this.emulator = emulator;
    this.http =
        new JdkHttpClientBuilder(
                java.net.http.HttpClient.newBuilder().sslContext(trusting(certificates)))
            .connectionTimeout(Duration.ofSeconds(20))
            .responseTimeout(patience)
            .readTimeout(patience)
            .build();
  }

  TokenCredential credential(String application, String directory) {
    JsonObject secret = emulator.admin().applicationWithSecret(application);
    return new ClientSecretCredentialBuilder()
        .tenantId(directory)
        .clientId(secret.getString("clientId"))
        .clientSecret(secret.getString("clientSecret"))
        .authorityHost(emulator.loginUri().toString())
        .disableInstanceDiscovery()
        .executorService(Executors.newVirtualThreadPerTaskExecutor())
        .retryOptions(ONCE)
        .httpClient(http)
        .build();
  }

  KeyClient keys(String vaultUri, TokenCredential credential) {
    return new KeyClientBuilder().vaultUrl(vaultUri).pipeline(pipeline(credential)).buildClient();
  }

  /** Negotiates by the vault's challenge, as ordinary clients do. */
  KeyClient ordinaryKeys(String vaultUri, TokenCredential credential) {
    return new KeyClientBuilder()
        .vaultUrl(vaultUri)
        .credential(credential)
        .httpClient(http)
        .addPolicy(new RequestIdPolicy())
        .retryOptions(ONCE)
        .disableChallengeResourceVerification()
        .buildClient();
  }

  CryptographyClient cryptography(String keyId, TokenCredential credential) {
    return new CryptographyClientBuilder()
        .keyIdentifier(keyId)
        .pipeline(pipeline(credential))
        .disableKeyCaching()
        .buildClient();
  }

  private HttpPipeline pipeline(TokenCredential credential) {
    return new HttpPipelineBuilder()
        .httpClient(http)
        .policies(
            new BearerTokenAuthenticationPolicy(credential, "https://vault.azure.net/.default"))
        .build();
  }

  private static SSLContext trusting(Certificates certificates) throws Exception {
    KeyStore store = KeyStore.getInstance("PKCS12");
    store.load(null, null);
    try (InputStream pem = Files.newInputStream(certificates.vaultTrust())) {
      store.setCertificateEntry(
          "ca", CertificateFactory.getInstance("X.509").generateCertificate(pem));
    }
    TrustManagerFactory factory =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    factory.init(store);
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(null, factory.getTrustManagers(), null);
    return context;
  }
}
