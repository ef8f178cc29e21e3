package io.customerkey.localstack.vault;

import io.customerkey.localstack.certificates.Certificates;
import io.customerkey.localstack.data.DataFolder;
import io.customerkey.localstack.data.Entropy;
import io.customerkey.localstack.data.PortBook;
import io.customerkey.localstack.data.PrivateFiles;
import io.customerkey.localstack.data.Rejected;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/** All vaults of a stack and the login that guards them. */
public final class VaultEmulator implements AutoCloseable {
  private static final int WORKERS = 8;

  private final DataFolder folder;
  private final PortBook ports;
  private final Vertx vertx;
  private final Applications applications;
  private final Login login;
  private final Vault.Surroundings surroundings;
  private final Map<String, Vault> vaults = new TreeMap<>();

  private VaultEmulator(
      DataFolder folder, PortBook ports, Certificates certificates, Vertx vertx, Clock clock) {
    this.folder = folder;
    this.ports = ports;
    this.vertx = vertx;
    this.applications = Applications.open(folder.secret("login.json"));
    String secret = PrivateFiles.readOrWrite(folder.secret("login.secret"), Entropy::secret);
    AccessTokens tokens = new AccessTokens(secret.getBytes(StandardCharsets.US_ASCII), clock);
    URI loginUri = URI.create("https://localhost:" + ports.login());
    Path certificate = certificates.vaultCertificate();
    Path key = certificates.vaultKey();
    this.login = new Login(vertx, loginUri, applications, tokens, clock, certificate, key);
    Backups backups =
        new Backups(PrivateFiles.readOrWrite(folder.secret("backup.secret"), Entropy::secret));
    this.surroundings =
        new Vault.Surroundings(vertx, clock, tokens, backups, loginUri, certificate, key);
  }

  /** Starts the login and every vault that was made before. */
  public static VaultEmulator start(
      DataFolder folder, PortBook ports, Certificates certificates, Clock clock) {
    Vertx vertx =
        Vertx.vertx(new VertxOptions().setEventLoopPoolSize(2).setWorkerPoolSize(WORKERS));
    VaultEmulator emulator = new VaultEmulator(folder, ports, certificates, vertx, clock);
    try {
      emulator.login.listen();
      emulator.loadVaults();
      return emulator;
    } catch (RuntimeException e) {
      emulator.close();
      throw e;
    }
  }

  /** The address of the login, for example {@code https://localhost:40103}. */
  public URI loginUri() {
    return login.uri();
  }

  /** The client id of the suite's application. */
  public String clientId() {
    return suite().clientId();
  }

  /** The secret of the suite's application. */
  public String clientSecret() {
    return suite().clientSecret();
  }

  /** What the admin API does with it. */
  public VaultAdmin admin() {
    return new VaultAdmin(this);
  }

  private Applications.Application suite() {
    return applications.named(Applications.SUITE).orElseThrow();
  }

  Applications applications() {
    return applications;
  }

  Login login() {
    return login;
  }

  synchronized List<Vault> vaults() {
    return List.copyOf(vaults.values());
  }

  synchronized Vault vault(String name) {
    Vault vault = vaults.get(name);
    if (vault == null) {
      throw new Rejected(Rejected.Kind.NOT_FOUND, "vault '" + name + "' does not exist");
    }
    return vault;
  }

  /** A new vault on the first reserved port that is free. */
  synchronized Vault create(String name, String directory, Permissions.Model model) {
    if (vaults.containsKey(name)) {
      throw new Rejected(Rejected.Kind.CONFLICT, "vault '" + name + "' exists");
    }
    VaultFacts facts = new VaultFacts(name, freePort(), directory, model);
    Path file = folder.vaults().resolve(name + ".json");
    Vault vault = Vault.create(facts, file, surroundings);
    grantDefaults(vault, facts.directory());
    vault.listen();
    vaults.put(name, vault);
    return vault;
  }

  private void grantDefaults(Vault vault, String directory) {
    Applications.Application owner = applications.named(Applications.OWNER).orElseThrow();
    vault.permissions().grant(suite().clientId(), Permissions.OF_THE_SUITE);
    vault.permissions().grant(owner.clientId(), Permissions.EVERYTHING);
    vault.save();
    applications.consent(suite(), directory, true);
    applications.consent(owner, directory, true);
  }

  private int freePort() {
    List<Integer> taken = vaults.values().stream().map(vault -> vault.facts().port()).toList();
    Optional<Integer> free =
        ports.vaults().stream().filter(port -> !taken.contains(port)).findFirst();
    return free.orElseThrow(() ->
        new Rejected(Rejected.Kind.CONFLICT, "a stack has at most " + PortBook.VAULTS + " vaults"));
  }

  private void loadVaults() {
    try (Stream<Path> files = Files.list(folder.vaults())) {
      for (Path file : files.filter(f -> f.toString().endsWith(".json")).toList()) {
        Vault vault = Vault.load(file, surroundings);
        vaults.put(vault.facts().name(), vault);
        vault.listen();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Stops listening; keys and permissions are on disk already. */
  @Override
  public void close() {
    vertx.close().toCompletionStage().toCompletableFuture().join();
  }
}
