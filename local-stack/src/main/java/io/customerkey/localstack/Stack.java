package io.customerkey.localstack;

import static java.util.concurrent.CompletableFuture.runAsync;
import static java.util.concurrent.CompletableFuture.supplyAsync;

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
import io.customerkey.localstack.services.StartCaches;
import io.customerkey.localstack.services.Supervisor;
import io.customerkey.localstack.tokens.TokenIssuer;
import io.customerkey.localstack.vault.ProviderKeys;
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
  private static final String TOLD_TO_STOP = "it was told to stop while it was starting";

  private final Options options;
  private final DataFolder folder;
  private final PortBook ports;
  private final Clock clock;
  private final StateFile state;
  private final FolderLock lock;
  private final Deque<AutoCloseable> stores = new ArrayDeque<>();
  private final Deque<AutoCloseable> users = new ArrayDeque<>();

  private Stack(Options options, DataFolder folder, FolderLock lock, Clock clock) {
    this.options = options;
    this.folder = folder;
    this.lock = lock;
    this.clock = clock;
    this.ports = PortBook.open(folder);
    this.state = new StateFile(folder, ports, options.home(), clock.instant());
  }

  /**
   * Starts all.
   *
   * @param shutdown completed when the stack is to end, also by the admin API; a start under way is
   *     then given up, and what it started is stopped
   * @throws IllegalStateException when another stack runs on the data, a part does not start, or
   *     the stack is told to end meanwhile
   */
  static Stack start(Options options, Clock clock, CompletableFuture<Void> shutdown) {
    DataFolder folder = DataFolder.open(options.data());
    Stack stack = new Stack(options, folder, FolderLock.take(folder), clock);
    try (ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor()) {
      stack.startParts(executor, shutdown);
      stack.state.set(StateFile.State.RUNNING);
      return stack;
    } catch (RuntimeException e) {
      RuntimeException failure =
          e instanceof CompletionException && e.getCause() instanceof RuntimeException cause
              ? cause
              : e;
      stack.closeParts();
      stack.state.fail(shutdown.isDone() ? TOLD_TO_STOP : String.valueOf(failure.getMessage()));
      stack.lock.close();
      throw failure;
    }
  }

  /** What {@code stack.json} says. */
  JsonObject status() {
    return state.json();
  }

  DataFolder folder() {
    return folder;
  }

  /** What needs no answer of another part starts at once; the services wait for what they need. */
  private void startParts(ExecutorService executor, CompletableFuture<Void> shutdown) {
    Certificates certificates = Certificates.open(folder, clock);
    SigningKeys signingKeys = SigningKeys.open(folder, clock);
    Supervisor supervisor = supervisor(certificates);
    state.services(supervisor.list());
    boolean first = folder.isWithoutDatabases();
    CompletableFuture<Postgres> postgres =
        supplyAsync(() -> opened(stores, Postgres.start(folder, ports.postgres())), executor);
    CompletableFuture<Kafka> kafka =
        supplyAsync(
            () -> opened(stores, Kafka.start(folder, ports.kafka(), ports.kafkaController())),
            executor);
    try {
      VaultEmulator vaults =
          opened(stores, VaultEmulator.start(folder, ports, certificates, clock));
      state.login(vaults);
      writeSettings(certificates, signingKeys, vaults);
      if (first) {
        // A service would take seconds to ask again for a role that is not there.
        postgres.join();
      }
      goOnUnlessToldToStop(shutdown);
      opened(users, supervisor);
      // Ends the services that the start waits for, and so the waiting.
      shutdown.thenRunAsync(supervisor::close).isDone();
      CompletableFuture<Void> services =
          options.services() == Options.Services.NONE
              ? CompletableFuture.completedFuture(null)
              : runAsync(supervisor::startAll, executor);
      opened(users, admin(certificates, signingKeys, supervisor, vaults, kafka, shutdown));
      postgres.join();
      kafka.join();
      services.join();
      goOnUnlessToldToStop(shutdown);
    } catch (RuntimeException e) {
      // Before the executor is closed: that waits for services which wait for what has failed.
      close(users);
      throw e;
    }
  }

  private static void goOnUnlessToldToStop(CompletableFuture<Void> shutdown) {
    if (shutdown.isDone()) {
      throw new IllegalStateException(TOLD_TO_STOP);
    }
  }

  private Supervisor supervisor(Certificates certificates) {
    boolean recording = options.services() == Options.Services.RECORD;
    StartCaches caches = new StartCaches(options.home(), recording);
    return new Supervisor(
        folder, ports, options.unwrapping(), certificates, options.home(), caches, state::services);
  }

  private void writeSettings(
      Certificates certificates, SigningKeys signingKeys, VaultEmulator vaults) {
    Settings.Parts parts =
        new Settings.Parts(
            certificates, signingKeys, HsmStore.open(folder), vaults, ProviderKeys.open(vaults));
    new Settings(folder, ports, options.unwrapping(), parts).write();
  }

  private AdminServer admin(
      Certificates certificates,
      SigningKeys signingKeys,
      Supervisor supervisor,
      VaultEmulator vaults,
      CompletableFuture<Kafka> kafka,
      CompletableFuture<Void> shutdown) {
    AdminActions actions =
        new AdminActions(
            state::json,
            () -> shutdown.complete(null),
            new TokenIssuer(signingKeys.tokenKey(), clock),
            supervisor,
            vaults.admin(),
            kafka::join);
    String secret = PrivateFiles.readOrWrite(folder.secret("admin.secret"), Entropy::secret);
    return AdminServer.start(ports.admin(), certificates, secret, actions);
  }

  private <T extends AutoCloseable> T opened(Deque<AutoCloseable> where, T part) {
    synchronized (where) {
      where.push(part);
    }
    return part;
  }

  /** Stops all, whatever fails on the way. */
  @Override
  public void close() {
    state.set(StateFile.State.STOPPING);
    closeParts();
    state.set(StateFile.State.STOPPED);
    lock.close();
  }

  /** Those first that use the others. */
  private void closeParts() {
    close(users);
    close(stores);
  }

  private static void close(Deque<AutoCloseable> parts) {
    synchronized (parts) {
      while (!parts.isEmpty()) {
        try {
          parts.pop().close();
        } catch (Exception e) {
          LOG.log(Level.WARNING, "a part of the stack did not stop cleanly", e);
        }
      }
    }
  }
}
