package io.customerkey.localstack;

import io.customerkey.localstack.data.DataFolder;
import io.customerkey.localstack.data.PortBook;
import io.customerkey.localstack.data.PrivateFiles;
import io.customerkey.localstack.data.Service;
import io.customerkey.localstack.vault.VaultEmulator;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.nio.file.Path;
import java.time.Instant;
import java.util.stream.Stream;

/** {@code stack.json}: what runs and where. It holds no secret. */
final class StateFile {
  private final DataFolder folder;
  private final JsonObject facts;
  private State state = State.STARTING;
  private JsonArray services = new JsonArray();

  /** Where the stack stands. */
  enum State {
    STARTING,
    RUNNING,
    STOPPING,
    STOPPED,
    FAILED
  }

  StateFile(DataFolder folder, PortBook ports, Path home, Instant started) {
    this.folder = folder;
    this.facts =
        new JsonObject()
            .put("pid", ProcessHandle.current().pid())
            .put("home", home.toString())
            .put("data", folder.root().toString())
            .put("started", started.toString())
            .put("admin", new JsonObject().put("url", "https://localhost:" + ports.admin()))
            .put(
                "postgres",
                new JsonObject()
                    .put("host", "localhost")
                    .put("port", ports.postgres())
                    .put(
                        "databases",
                        new JsonArray(Stream.of(Service.values()).map(Service::database).toList())))
            .put("kafka", new JsonObject().put("bootstrap", "localhost:" + ports.kafka()))
            .put("vaultPorts", new JsonArray(ports.vaults()))
            .put("webhookPorts", new JsonArray(ports.webhooks()));
    write();
  }

  synchronized void set(State next) {
    state = next;
    write();
  }

  synchronized void fail(String message) {
    facts.put("message", message);
    set(State.FAILED);
  }

  synchronized void login(VaultEmulator vaults) {
    facts.put(
        "login",
        new JsonObject()
            .put("url", vaults.loginUri().toString())
            .put("clientId", vaults.clientId()));
    write();
  }

  synchronized void services(JsonArray all) {
    services = all;
    write();
  }

  synchronized JsonObject json() {
    return new JsonObject()
        .put("state", state.name())
        .mergeIn(facts, true)
        .put("services", services.copy());
  }

  private void write() {
    PrivateFiles.write(folder.state(), json().encodePrettily() + "\n");
  }
}
