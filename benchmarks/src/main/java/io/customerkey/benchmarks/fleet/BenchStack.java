package io.customerkey.benchmarks.fleet;

import com.fasterxml.jackson.databind.JsonNode;
import io.customerkey.cli.access.JsonHttp;
import io.customerkey.cli.access.Who;
import io.customerkey.cli.failure.CkException;
import io.customerkey.cli.output.Json;
import io.customerkey.cli.stack.Local;
import io.customerkey.cli.stack.StackAdmin;
import io.customerkey.cli.stack.StackFolder;
import io.customerkey.cli.stack.StackLauncher;
import io.customerkey.crypto.id.TenantId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.function.Consumer;

/** A suite of its own on a folder of its own, which ends with this process at the latest. */
final class BenchStack implements AutoCloseable {
  private static final String UNWRAP = "key-unwrap-service";

  private final StackLauncher launcher;
  private final StackFolder folder;
  private final StackAdmin admin;
  private final Local local;
  private final Consumer<String> progress;

  private BenchStack(
      StackLauncher launcher, StackFolder folder, Clock clock, Consumer<String> progress) {
    this.launcher = launcher;
    this.folder = folder;
    this.progress = progress;
    this.admin = new StackAdmin(folder);
    this.local = new Local(admin, "benchmark", clock, Optional.empty());
  }

  /**
   * Starts one.
   *
   * @param instances of key-unwrap-service
   * @param clock tells when to give up
   * @param progress hears what goes on
   */
  static BenchStack start(int instances, Clock clock, Consumer<String> progress)
      throws IOException {
    Path home = Path.of(System.getProperty("ck.home", ".")).toAbsolutePath().normalize();
    StackFolder folder = new StackFolder(Files.createTempDirectory("ck-bench-"));
    StackLauncher launcher = new StackLauncher(home, folder, clock).instances(instances);
    try {
      launcher.startForThisProcess(progress);
      return new BenchStack(launcher, folder, clock, progress);
    } catch (IOException | RuntimeException e) {
      launcher.stop();
      throw e;
    }
  }

  /** Says what goes on. */
  void say(String what) {
    progress.accept(what);
  }

  StackFolder folder() {
    return folder;
  }

  /** The stack's admin API, below {@code /v1}. */
  JsonHttp admin() {
    return admin.api();
  }

  /** dep-service for the provider's operator. */
  JsonHttp operator() {
    return local.rest(Who.operator());
  }

  /** dep-service for the admin of a tenant. */
  JsonHttp tenant(TenantId tenant) {
    return local.rest(Who.admin(tenant));
  }

  /** A token of a tenant's workload, good for an hour. */
  String token(TenantId tenant) {
    return Json.text(admin.token("benchmark", Who.content(tenant)), "/token");
  }

  Local local() {
    return local;
  }

  /** Names of the instances of key-unwrap-service. */
  List<String> instances() {
    List<String> names = new ArrayList<>();
    for (JsonNode each : services()) {
      String name = Json.text(each, "/name");
      if (name.startsWith(UNWRAP)) {
        names.add(name);
      }
    }
    return names;
  }

  /** {@code host:port} of an instance. */
  String grpc(String name) {
    return of(name, "/grpc");
  }

  /** Base of an instance's health and metrics. */
  String health(String name) {
    return of(name, "/health");
  }

  private String of(String name, String field) {
    for (JsonNode each : services()) {
      if (Json.text(each, "/name").equals(name)) {
        return Json.text(each, field);
      }
    }
    throw CkException.local("the stack runs no " + name, "'ck status' shows what runs.");
  }

  private JsonNode services() {
    return folder.running().tree().path("services");
  }

  /**
   * Does something with an instance.
   *
   * @param act start, stop, kill, pause or resume
   */
  void instance(String name, String act) {
    admin().send("POST", "/v1/services/" + name + "/" + act);
  }

  /**
   * Does the same with each, and waits for all.
   *
   * @param atOnce so many at the same time
   * @throws java.util.concurrent.CompletionException of the first that failed
   */
  static <T> void each(Collection<T> all, int atOnce, Consumer<T> act) {
    Semaphore free = new Semaphore(atOnce);
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      CompletableFuture<?>[] running =
          all.stream()
              .map(each -> {
                free.acquireUninterruptibly();
                return CompletableFuture.runAsync(() -> act.accept(each), threads)
                    .whenComplete((done, failure) -> free.release());
              })
              .toArray(CompletableFuture<?>[]::new);
      CompletableFuture.allOf(running).join();
    }
  }

  @Override
  public void close() {
    local.close();
    admin.close();
    launcher.stop();
    folder.delete();
  }
}
