package io.customerkey.localstack.services;

import io.customerkey.localstack.certificates.Certificates;
import io.customerkey.localstack.certificates.HsmStore;
import io.customerkey.localstack.certificates.SigningKeys;
import io.customerkey.localstack.data.DataFolder;
import io.customerkey.localstack.data.Instance;
import io.customerkey.localstack.data.PortBook;
import io.customerkey.localstack.data.PrivateFiles;
import io.customerkey.localstack.data.Service;
import io.customerkey.localstack.postgres.Postgres;
import io.customerkey.localstack.tokens.TokenIssuer;
import io.customerkey.localstack.vault.ProviderKeys;
import io.customerkey.localstack.vault.VaultEmulator;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** The configuration file of each service: the keys an operator would set by environment. */
public final class Settings {
  private final DataFolder folder;
  private final PortBook ports;
  private final int unwrapping;
  private final Parts parts;

  /** What the settings speak of. */
  public record Parts(
      Certificates certificates,
      SigningKeys signingKeys,
      HsmStore hsm,
      VaultEmulator vaults,
      ProviderKeys provider) {}

  /**
   * The settings of a stack; PostgreSQL and Kafka need not run yet.
   *
   * @param unwrapping how many instances of key-unwrap-service there are
   */
  public Settings(DataFolder folder, PortBook ports, int unwrapping, Parts parts) {
    this.folder = folder;
    this.ports = ports;
    this.unwrapping = unwrapping;
    this.parts = parts;
  }

  /** The file of an instance, which {@link #write()} makes. */
  public static Path file(DataFolder folder, Instance instance) {
    return folder.config().resolve(instance.name() + ".properties");
  }

  /** Writes every instance's file, owner-only. */
  public void write() {
    for (Instance instance : Instance.all(unwrapping)) {
      StringBuilder text = new StringBuilder();
      of(instance).forEach((key, value) -> text.append(key).append('=').append(value).append('\n'));
      PrivateFiles.write(file(folder, instance), text.toString());
    }
  }

  private Map<String, String> of(Instance instance) {
    Service service = instance.service();
    Map<String, String> settings = new TreeMap<>();
    listeners(settings, instance);
    tls(settings, service);
    stores(settings, service);
    for (Service peer : service.peers()) {
      peer(settings, peer);
    }
    settings.put("customerkey.token.issuer", TokenIssuer.ISSUER);
    settings.put("customerkey.token.public-key", parts.signingKeys().tokenPublicKey().toString());
    settings.put("customerkey.trust-anchors", parts.signingKeys().trustAnchors().toString());
    switch (service) {
      case DEP -> statements(settings);
      case KEY_UNWRAP -> {
        azure(settings);
        settings.put("customerkey.spool.folder", folder.spool().toString());
      }
      case AVAILABILITY_KEY_VAULT -> hsm(settings);
      case EXCHANGE_ENCRYPTOR -> {}
      case SHAREPOINT_ENCRYPTOR -> blobs(settings);
    }
    return settings;
  }

  private void peer(Map<String, String> settings, Service peer) {
    String prefix = "customerkey.peer." + peer.identity();
    settings.put(prefix + ".host", "localhost");
    settings.put(prefix + ".port", Integer.toString(ports.grpc(Instance.first(peer))));
    if (peer == Service.KEY_UNWRAP) {
      settings.put(
          prefix + ".addresses",
          Instance.of(peer, unwrapping).stream()
              .map(instance -> "localhost:" + ports.grpc(instance))
              .collect(Collectors.joining(",")));
    }
  }

  private void listeners(Map<String, String> settings, Instance instance) {
    settings.put("quarkus.http.host", "localhost");
    settings.put(
        instance.service().servesRest() ? "quarkus.http.ssl-port" : "quarkus.http.port",
        Integer.toString(ports.http(instance)));
    settings.put("quarkus.grpc.server.host", "localhost");
    settings.put("quarkus.grpc.server.port", Integer.toString(ports.grpc(instance)));
  }

  private void tls(Map<String, String> settings, Service service) {
    Certificates certificates = parts.certificates();
    String identity = service.identity();
    settings.put("customerkey.tls.certificate", certificates.certificate(identity).toString());
    settings.put("customerkey.tls.key", certificates.key(identity).toString());
    settings.put("customerkey.tls.trust", certificates.trust().toString());
    settings.put("customerkey.tls.trust-store", certificates.trustStore().toString());
    settings.put("customerkey.tls.trust-store-password", certificates.trustStorePassword());
  }

  private void stores(Map<String, String> settings, Service service) {
    settings.put("customerkey.database.host", "localhost");
    settings.put("customerkey.database.port", Integer.toString(ports.postgres()));
    settings.put("customerkey.database.name", service.database());
    settings.put("customerkey.database.user", service.database());
    settings.put("customerkey.database.password", Postgres.password(folder, service));
    settings.put("kafka.bootstrap.servers", "localhost:" + ports.kafka());
  }

  private void statements(Map<String, String> settings) {
    settings.put("customerkey.statement-key", parts.signingKeys().statementKey().toString());
    settings.put("customerkey.statement-key-id", parts.signingKeys().statementKeyId());
    settings.put("customerkey.provider.directory-id", parts.provider().directory());
    settings.put("customerkey.provider.keys", String.join(",", parts.provider().keys()));
    settings.put("customerkey.webhook.key", parts.signingKeys().webhookKey().toString());
    settings.put("customerkey.webhook.trust", parts.certificates().vaultTrust().toString());
    settings.put("customerkey.unsafe-webhook-hosts", onThisMachine(ports.webhooks()));
  }

  private void azure(Map<String, String> settings) {
    VaultEmulator vaults = parts.vaults();
    settings.put("customerkey.azure.client-id", vaults.clientId());
    settings.put("customerkey.azure.client-secret", vaults.clientSecret());
    settings.put("customerkey.azure.authority", vaults.loginUri().toString());
    settings.put("customerkey.azure.trust", parts.certificates().vaultTrust().toString());
    settings.put("customerkey.unsafe-vault-hosts", onThisMachine(ports.vaults()));
  }

  private static String onThisMachine(List<Integer> ports) {
    return ports.stream().map(port -> "localhost:" + port).collect(Collectors.joining(","));
  }

  private void blobs(Map<String, String> settings) {
    settings.put("customerkey.blobs.type", "FILE_SYSTEM");
    settings.put("customerkey.blobs.directory", folder.blobs().toString());
  }

  private void hsm(Map<String, String> settings) {
    settings.put("customerkey.hsm.type", "PKCS12");
    settings.put("customerkey.hsm.store", parts.hsm().file().toString());
    settings.put("customerkey.hsm.password", parts.hsm().password());
    settings.put("customerkey.hsm.key", HsmStore.ALIAS);
  }
}
