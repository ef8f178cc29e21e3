package io.customerkey.localstack;

import io.customerkey.localstack.data.DataFolder;
import io.customerkey.localstack.data.Entropy;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.file.FileSystemException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * Runs a local stack until it is told to stop (SIGTERM, SIGINT, or the admin API's shutdown). Its
 * last line on standard output once everything is ready is {@value #READY}.
 */
public final class LocalStack {
  /** The line that says all is ready. */
  public static final String READY = "The local stack is ready.";

  private static final Logger LOG = Logger.getLogger(LocalStack.class.getName());
  private static final int FAILURE = 1;
  private static final int USAGE = 2;

  private LocalStack() {}

  /** The program. Exit codes: 0 stopped, 1 could not start, 2 wrong arguments. */
  public static void main(String[] arguments) {
    Options options;
    try {
      options = Options.parse(List.of(arguments));
    } catch (IllegalArgumentException e) {
      System.err.println(e.getMessage() + "\n" + Options.USAGE);
      System.exit(USAGE);
      return;
    }
    try {
      run(options);
    } catch (RuntimeException e) {
      LOG.log(Level.SEVERE, "the stack did not start", e);
      System.err.println("The local stack did not start: " + reason(e));
      System.err.println("More is in " + new DataFolder(options.data()).logs());
      System.exit(FAILURE);
    }
    System.exit(0);
  }

  private static String reason(RuntimeException failure) {
    return failure instanceof UncheckedIOException
            && failure.getCause() instanceof FileSystemException file
        ? "cannot use " + file.getMessage() + " (" + file.getClass().getSimpleName() + ")"
        : String.valueOf(failure.getMessage());
  }

  private static void run(Options options) {
    Logs.toFile(options.data());
    CompletableFuture<Void> shutdown = new CompletableFuture<>();
    CountDownLatch ended = new CountDownLatch(1);
    // Before anything is started: a signal in the middle of the start must leave nothing behind.
    Runtime.getRuntime().addShutdownHook(new Thread(() -> awaitEnd(shutdown, ended), "stop"));
    options
        .parent()
        .ifPresent(pid ->
            ProcessHandle.of(pid)
                .ifPresentOrElse(
                    parent -> parent.onExit().thenRun(() -> shutdown.complete(null)).isDone(),
                    () -> shutdown.complete(null)));
    try {
      serve(options, shutdown);
    } finally {
      // Last, and whatever failed before: a JVM that is told to end waits for it.
      ended.countDown();
    }
  }

  private static void serve(Options options, CompletableFuture<Void> shutdown) {
    Optional<Stack> started = started(options, shutdown);
    if (started.isPresent()) {
      try (Stack stack = started.get()) {
        print(System.out, stack.status());
        if (options.services() != Options.Services.RECORD) {
          shutdown.join();
        }
      }
    }
    if (options.ephemeral()) {
      new DataFolder(options.data()).delete();
    }
  }

  /** Empty when the stack was told to stop before it had started. */
  private static Optional<Stack> started(Options options, CompletableFuture<Void> shutdown) {
    try {
      return Optional.of(Stack.start(options, Entropy.clock(), shutdown));
    } catch (RuntimeException e) {
      if (shutdown.isDone()) {
        return Optional.empty();
      }
      throw e;
    }
  }

  private static void awaitEnd(CompletableFuture<Void> shutdown, CountDownLatch ended) {
    shutdown.complete(null);
    try {
      ended.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static void print(PrintStream out, JsonObject status) {
    out.println("data       " + status.getString("data") + " (secrets in secrets/)");
    out.println("admin API  " + status.getJsonObject("admin").getString("url"));
    out.println("postgres   localhost:" + status.getJsonObject("postgres").getInteger("port"));
    out.println("kafka      " + status.getJsonObject("kafka").getString("bootstrap"));
    out.println("login      " + status.getJsonObject("login").getString("url"));
    JsonArray services = status.getJsonArray("services");
    for (int i = 0; i < services.size(); i++) {
      JsonObject service = services.getJsonObject(i);
      out.println(
          service.getString("name")
              + "  gRPC "
              + service.getString("grpc")
              + ", "
              + service.getString("rest", service.getString("health")));
    }
    out.println(READY);
    out.flush();
  }
}
