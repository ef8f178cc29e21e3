package io.customerkey.localstack.services;

import io.customerkey.localstack.data.DataFolder;
import io.customerkey.localstack.data.Instance;
import io.customerkey.localstack.data.Rejected;
import io.customerkey.localstack.data.Service;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** How a service's process is started: its JVM, its flags, its log. */
final class Launch {
  private final DataFolder folder;
  private final Path home;
  private final StartCaches caches;

  /**
   * A started process.
   *
   * @param cache what it starts from or records
   */
  record Run(Process process, StartCache cache) {}

  /**
   * Launches from a built repository.
   *
   * @param home the repository
   * @param caches those of the repository
   */
  Launch(DataFolder folder, Path home, StartCaches caches) {
    this.folder = folder;
    this.home = home;
    this.caches = caches;
  }

  Path log(Instance instance) {
    return folder.logs().resolve(instance.name() + ".log");
  }

  /** The argument by which a running process is known as ours. */
  String mark(Instance instance) {
    return "-Dquarkus.config.locations=" + Settings.file(folder, instance);
  }

  Run start(Instance instance) {
    Service service = instance.service();
    if (!Files.exists(jar(service))) {
      throw new Rejected(
          Rejected.Kind.FAILED,
          service.identity() + " is not built: " + jar(service) + " does not exist");
    }
    List<String> flags = flags(service);
    StartCache cache = caches.of(service.identity(), application(service), flags);
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(flags);
    command.addAll(cache.arguments());
    command.add(mark(instance));
    command.add("-jar");
    command.add(jar(service).toString());
    try {
      Process process =
          new ProcessBuilder(command)
              .directory(folder.root().toFile())
              .redirectErrorStream(true)
              .redirectOutput(Redirect.appendTo(log(instance).toFile()))
              .start();
      return new Run(process, cache);
    } catch (IOException e) {
      throw new IllegalStateException(instance.name() + " did not start", e);
    }
  }

  private Path jar(Service service) {
    return application(service).resolve("quarkus-run.jar");
  }

  private Path application(Service service) {
    return home.resolve(service.identity()).resolve("target/quarkus-app");
  }

  private static List<String> flags(Service service) {
    List<String> flags = new ArrayList<>(memory(service));
    flags.add("-XX:+UseSerialGC");
    flags.add("-XX:+ExitOnOutOfMemoryError");
    flags.add("--enable-native-access=ALL-UNNAMED");
    return flags;
  }

  /** C1 alone starts faster; not where content is encrypted or where every call counts. */
  private static List<String> memory(Service service) {
    return switch (service) {
      case DEP -> List.of("-Xmx160m", "-XX:TieredStopAtLevel=1");
      case AVAILABILITY_KEY_VAULT -> List.of("-Xmx96m", "-XX:TieredStopAtLevel=1");
      case KEY_UNWRAP -> List.of("-Xmx192m");
      case EXCHANGE_ENCRYPTOR, SHAREPOINT_ENCRYPTOR ->
          List.of("-Xmx256m", "-XX:MaxDirectMemorySize=256m");
    };
  }
}
