package io.customerkey.localstack.services;

import io.customerkey.localstack.certificates.Certificates;
import io.customerkey.localstack.data.DataFolder;
import io.customerkey.localstack.data.Instance;
import io.customerkey.localstack.data.PortBook;
import io.customerkey.localstack.data.Rejected;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Consumer;

/** The processes of all services. It restarts none by itself. */
public final class Supervisor implements AutoCloseable {
  private final List<ServiceProcess> processes;
  private final Launch launch;
  private final PortBook ports;
  private final ChildRecords records;
  private final StartCaches caches;

  /**
   * A supervisor with nothing started; processes that a killed predecessor left are ended.
   *
   * @param unwrapping how many instances of key-unwrap-service there are
   * @param home the built repository
   * @param caches what services start from
   * @param changed called with all services after each change of a state
   */
  public Supervisor(
      DataFolder folder,
      PortBook ports,
      int unwrapping,
      Certificates certificates,
      Path home,
      StartCaches caches,
      Consumer<JsonArray> changed) {
    this.launch = new Launch(folder, home, caches);
    this.caches = caches;
    this.ports = ports;
    this.records = new ChildRecords(folder, launch);
    records.endLeftovers();
    Readiness readiness = new Readiness(certificates, ports);
    Runnable noted = () -> note(changed);
    this.processes =
        Instance.all(unwrapping).stream()
            .map(instance -> new ServiceProcess(instance, launch, readiness, noted))
            .toList();
  }

  private void note(Consumer<JsonArray> changed) {
    records.keep(processes);
    changed.accept(list());
  }

  /**
   * Starts all at once and waits for all.
   *
   * @throws Rejected of the first that failed, with the tail of its log
   */
  public void startAll() {
    atOnce(ServiceProcess::start);
  }

  /** Starts one and waits until it is ready. */
  public JsonObject start(String name) {
    ServiceProcess process = process(name);
    process.start();
    return shape(process);
  }

  /** Stops one and waits until it is gone. */
  public JsonObject stop(String name) {
    ServiceProcess process = process(name);
    process.stop();
    return shape(process);
  }

  /** Kills one and waits until it is gone. */
  public JsonObject kill(String name) {
    ServiceProcess process = process(name);
    process.kill();
    return shape(process);
  }

  /** Makes one do nothing, with its memory and its connections kept. */
  public JsonObject pause(String name) {
    ServiceProcess process = process(name);
    process.pause();
    return shape(process);
  }

  /** Lets one go on that was paused. */
  public JsonObject resume(String name) {
    ServiceProcess process = process(name);
    process.resume();
    return shape(process);
  }

  /** All services in the shape of the admin API. */
  public JsonArray list() {
    return new JsonArray(processes.stream().map(this::shape).toList());
  }

  /** Stops all at once. */
  @Override
  public void close() {
    atOnce(ServiceProcess::stop);
    caches.close();
  }

  private void atOnce(Consumer<ServiceProcess> act) {
    List<CompletableFuture<Void>> running = new ArrayList<>();
    try (ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor()) {
      for (ServiceProcess process : processes) {
        running.add(CompletableFuture.runAsync(() -> act.accept(process), executor));
      }
    }
    Optional<Throwable> failure =
        running.stream()
            .filter(CompletableFuture::isCompletedExceptionally)
            .map(CompletableFuture::exceptionNow)
            .findFirst();
    if (failure.isPresent()) {
      throw failure.get() instanceof RuntimeException e
          ? e
          : new IllegalStateException(failure.get());
    }
  }

  private ServiceProcess process(String name) {
    return processes.stream()
        .filter(process -> process.instance().name().equals(name))
        .findFirst()
        .orElseThrow(
            () -> new Rejected(Rejected.Kind.NOT_FOUND, "no service is called '" + name + "'"));
  }

  private JsonObject shape(ServiceProcess process) {
    Instance instance = process.instance();
    JsonObject json =
        new JsonObject()
            .put("name", instance.name())
            .put("state", process.state().name())
            .put("grpc", "localhost:" + ports.grpc(instance))
            .put("log", launch.log(instance).toString());
    if (instance.service().servesRest()) {
      json.put("rest", "https://localhost:" + ports.http(instance));
    } else {
      json.put("health", "http://localhost:" + ports.http(instance));
    }
    process.pid().ifPresent(pid -> json.put("pid", pid));
    process.exit().ifPresent(exit -> json.put("exit", exit));
    return json;
  }
}
