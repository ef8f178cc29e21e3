package io.customerkey.localstack;

import io.customerkey.localstack.admin.AdminActions;
import io.customerkey.localstack.admin.AdminServer;
import io.customerkey.localstack.certificates.Certificates;
import io.customerkey.localstack.certificates.HsmStore;
import io.customerkey.localstack.certificates.SigningKeys;
import io.customerkey.localstack.data.DataFolder;
import io.customerkey.localstack.data.Entropy;
import io.customerkey.localstack.data.PortBook;
import io.customerkey.localstack.data.PrivateFiles;
import io.customerkey.localstack.kafka.Kafka;
import io.customerkey.localstack.postgres.Postgres;
import io.customerkey.localstack.services.Settings;
import io.customerkey.localstack.services.Supervisor;
import io.customerkey.localstack.tokens.TokenIssuer;
import io.customerkey.localstack.vault.VaultEmulator;
import io.vertx.core.json.JsonObject;
import java.time.Clock;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.logging.Level;
import java.util.logging.Logger;

/** Everything a running stack consists of, started in the order of need, stopped in reverse. */
final class Stack implements AutoCloseable {
  private static final Logger LOG = Logger.getLogger(Stack.class.getName());

  private final Options options;
  private final DataFolder folder;
  private final PortBook ports;
  private final Clock clock;
  private final StateFile state;
  private final Deque<AutoCloseable> running = new ArrayDeque<>();

  private Stack(Options options, DataFolder folder, Clock clock) {
    this.options = options;
    this.folder = folder;
    this.clock = clock;
    this.ports = PortBook.open(folder);
    this.state = new StateFile(folder, ports, options.home(), clock.instant());
  }

  /**
   * Starts all.
   *
   * @param shutdown what the admin API's shutdown calls
   * @throws IllegalStateException when another stack runs on the data, or a part does not start
   */
  static Stack start(Options options, Clock clock, Runnable shutdown) {
    DataFolder folder = DataFolder.open(options.data());
    FolderLock lock = FolderLock.take(folder);
    Stack stack = new Stack(options, folder, clock);
    stack.running.push(lock);
    try {
      stack.startParts(shutdown);
      stack.state.set(StateFile.State.RUNNING);
      return stack;
    } catch (RuntimeException e) {
      stack.closeParts();
      stack.state.fail(String.valueOf(e.getMessage()));
      throw e;
    }
  }

  /** What {@code stack.json} says. */
  JsonObject status() {
    return state.json();
  }

  DataFolder folder() {
    return folder;
  }

  private void startParts(Runnable shutdown) {
    Certificates certificates = Certificates.open(folder, clock);
    SigningKeys signingKeys = SigningKeys.open(folder, clock);
    Supervisor supervisor =
        new Supervisor(folder, ports, certificates, options.home(), state::services);
    state.services(supervisor.list());
    Settings.Parts parts = parts(certificates, signingKeys);
    state.login(parts.vaults());
    new Settings(folder, ports, parts).write();
    running.push(supervisor);
    String secret = PrivateFiles.readOrWrite(folder.secret("admin.secret"), Entropy::secret);
    AdminActions actions =
        new AdminActions(
            state::json,
            shutdown,
            new TokenIssuer(signingKeys.tokenKey(), clock),
            supervisor,
            parts.vaults().admin());
    running.push(AdminServer.start(ports.admin(), certificates, secret, actions));
    if (options.services()) {
      supervisor.startAll();
    }
  }

  private Settings.Parts parts(Certificates certificates, SigningKeys signingKeys) {
    try (ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor()) {
      CompletableFuture<Postgres> postgres =
          CompletableFuture.supplyAsync(
              () -> opened(Postgres.start(folder, ports.postgres())), executor);
      CompletableFuture<Kafka> kafka =
          CompletableFuture.supplyAsync(
              () -> opened(Kafka.start(folder, ports.kafka(), ports.kafkaController())), executor);
      CompletableFuture<VaultEmulator> vaults =
          CompletableFuture.supplyAsync(
              () -> opened(VaultEmulator.start(folder, ports, certificates, clock)), executor);
      return new Settings.Parts(
          postgres.join(),
          kafka.join(),
          certificates,
          signingKeys,
          HsmStore.open(folder),
          vaults.join());
    } catch (CompletionException e) {
      throw e.getCause() instanceof RuntimeException cause ? cause : e;
    }
  }

  private synchronized <T extends AutoCloseable> T opened(T part) {
    running.push(part);
    return part;
  }

  /** Stops all, whatever fails on the way. */
  @Override
  public void close() {
    state.set(StateFile.State.STOPPING);
    AutoCloseable lock = running.removeLast();
    closeParts();
    state.set(StateFile.State.STOPPED);
    running.push(lock);
    closeParts();
  }

  private synchronized void closeParts() {
    while (!running.isEmpty()) {
      try {
        running.pop().close();
      } catch (Exception e) {
        LOG.log(Level.WARNING, "a part of the stack did not stop cleanly", e);
      }
    }
  }
}
