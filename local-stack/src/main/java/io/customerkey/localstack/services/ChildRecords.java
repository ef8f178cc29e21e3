package io.customerkey.localstack.services;

import io.customerkey.localstack.data.DataFolder;
import io.customerkey.localstack.data.Instance;
import io.customerkey.localstack.data.Orphans;
import io.customerkey.localstack.data.PrivateFiles;
import io.vertx.core.json.JsonObject;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * The process ids of the services, so that a stack can end what a killed predecessor left. A
 * process is touched only when its command line carries this folder's configuration of that
 * service.
 */
final class ChildRecords {
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final Path file;
  private final Launch launch;

  ChildRecords(DataFolder folder, Launch launch) {
    this.file = folder.root().resolve("children.json");
    this.launch = launch;
  }

  synchronized void keep(List<ServiceProcess> processes) {
    JsonObject json = new JsonObject();
    processes.forEach(
        process -> process.pid().ifPresent(pid -> json.put(process.instance().name(), pid)));
    PrivateFiles.write(file, json.encode());
  }

  void endLeftovers() {
    if (!Files.exists(file)) {
      return;
    }
    JsonObject json = new JsonObject(PrivateFiles.read(file));
    for (Instance instance : Instance.all(Instance.MOST)) {
      Optional.ofNullable(json.getLong(instance.name()))
          .flatMap(ProcessHandle::of)
          .filter(process -> isOurs(process, instance))
          .ifPresent(process -> {
            process.destroyForcibly();
            Orphans.awaitEnd(process, PATIENCE);
          });
    }
  }

  private boolean isOurs(ProcessHandle process, Instance instance) {
    return Orphans.commandLine(process).contains(launch.mark(instance) + " ");
  }
}
