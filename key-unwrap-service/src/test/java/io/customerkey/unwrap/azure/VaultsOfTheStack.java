package io.customerkey.unwrap.azure;

import io.customerkey.crypto.SecretBytes;
import io.customerkey.localstack.certificates.Certificates;
import io.customerkey.localstack.data.DataFolder;
import io.customerkey.localstack.data.PortBook;
import io.customerkey.localstack.vault.VaultAdmin;
import io.customerkey.localstack.vault.VaultEmulator;
import io.customerkey.unwrap.vault.ClientRequestId;
import io.customerkey.unwrap.vault.DirectoryId;
import io.customerkey.unwrap.vault.KeyUri;
import io.customerkey.unwrap.vault.KeyUriParser;
import io.customerkey.unwrap.vault.VaultHost;
import io.customerkey.unwrap.vault.VaultRequest;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The emulator of the local stack and the adapter in front of it, without the rest of the stack.
 */
final class VaultsOfTheStack implements AutoCloseable {
  static final Duration TIMEOUT = Duration.ofSeconds(15);

  /** A laden machine is no failure; what must end in time is told so by its request. */
  private static final Duration PATIENT = Duration.ofSeconds(20);

  private final Certificates certificates;
  private final VaultEmulator emulator;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final AtomicInteger unknown = new AtomicInteger();
  private final AtomicInteger numbers = new AtomicInteger();

  VaultsOfTheStack(Path folder) {
    DataFolder data = DataFolder.open(folder);
    certificates = Certificates.open(data, Clock.systemUTC());
    emulator = VaultEmulator.start(data, PortBook.open(data), certificates, Clock.systemUTC());
  }

  /** An adapter that has never seen a vault, a key or a token. */
  AzureVault freshAdapter() {
    return adapter(emulator.loginUri(), certificates.vaultTrust());
  }

  AzureVault adapter(URI authority, Path trust) {
    AzureSettings settings =
        new AzureSettings(
            emulator.clientId(),
            SecretBytes.takeOwnershipOf(emulator.clientSecret().getBytes(StandardCharsets.UTF_8)),
            authority,
            Optional.of(trust),
            PATIENT,
            PATIENT,
            PATIENT);
    return new AzureVault(
        settings, threads, (stage, status) -> unknown.incrementAndGet(), Clock.systemUTC());
  }

  VaultAdmin admin() {
    return emulator.admin();
  }

  Certificates certificates() {
    return certificates;
  }

  int unknownAnswers() {
    return unknown.get();
  }

  /** A vault of a new name. */
  String createVault(DirectoryId directory) {
    String name = "vault-" + numbers.incrementAndGet();
    admin().create(new JsonObject().put("name", name).put("directory", directory.toString()));
    return name;
  }

  KeyUri createKey(String vault, JsonObject body) {
    String id = admin().keys(vault).create(body).getString("id");
    return parse(id);
  }

  KeyUri parse(String id) {
    return new KeyUriParser(Set.of(new VaultHost(URI.create(id).getAuthority()))).parse(id);
  }

  VaultRequest request(KeyUri key, DirectoryId directory) {
    return request(key, directory, TIMEOUT);
  }

  VaultRequest request(KeyUri key, DirectoryId directory, Duration timeout) {
    ClientRequestId id = new ClientRequestId("test-" + numbers.incrementAndGet());
    return new VaultRequest(key, directory, id, timeout);
  }

  static DirectoryId directory(int number) {
    return DirectoryId.parse(new UUID(0x1234_5678_9abc_4defL, number).toString());
  }

  @Override
  public void close() {
    emulator.close();
    threads.shutdownNow();
  }
}
