package io.customerkey.localstack;

import io.customerkey.localstack.data.DataFolder;
import io.customerkey.localstack.data.Entropy;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Stream;

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
  public static void main(String[] arguments) throws InterruptedException {
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

  private static void run(Options options) throws InterruptedException {
    Logs.toFile(options.data());
    CountDownLatch shutdown = new CountDownLatch(1);
    CountDownLatch ended = new CountDownLatch(1);
    options
        .parent()
        .ifPresent(pid ->
            ProcessHandle.of(pid)
                .ifPresentOrElse(
                    parent -> parent.onExit().thenRun(shutdown::countDown).isDone(),
                    shutdown::countDown));
    Runtime.getRuntime().addShutdownHook(new Thread(() -> awaitEnd(shutdown, ended), "stop"));
    try {
      Stack stack = Stack.start(options, Entropy.clock(), shutdown::countDown);
      print(System.out, stack.status());
      serve(stack, shutdown, options);
    } finally {
      // Last, and whatever failed before: a JVM that is told to end waits for it.
      ended.countDown();
    }
  }

  private static void serve(Stack stack, CountDownLatch shutdown, Options options)
      throws InterruptedException {
    try (stack) {
      shutdown.await();
    }
    if (options.ephemeral()) {
      delete(options.data());
    }
  }

  private static void awaitEnd(CountDownLatch shutdown, CountDownLatch ended) {
    shutdown.countDown();
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

  private static void delete(Path root) {
    try (Stream<Path> files = Files.walk(root)) {
      files
          .sorted(Comparator.reverseOrder())
          .forEach(file -> {
            try {
              Files.deleteIfExists(file);
            } catch (IOException e) {
              throw new UncheckedIOException(e);
            }
          });
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
