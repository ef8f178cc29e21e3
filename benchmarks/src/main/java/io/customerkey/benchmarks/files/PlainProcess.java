package io.customerkey.benchmarks.files;

import io.customerkey.crypto.id.SiteId;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** The plain file server as a process with the memory that sharepoint-encryptor has. */
public final class PlainProcess implements AutoCloseable {
  private static final List<String> MEMORY =
      List.of("-Xmx256m", "-XX:MaxDirectMemorySize=256m", "-XX:+UseSerialGC");

  private final Process process;
  private final Path folder;
  private final int port;

  private PlainProcess(Process process, Path folder, int port) {
    this.process = process;
    this.folder = folder;
    this.port = port;
  }

  /**
   * {@return it, serving}
   *
   * @param settings of sharepoint-encryptor
   * @param folder for chunks, on the same disk as those of sharepoint-encryptor; removed at the end
   * @param site whose files it serves
   * @throws IOException if it cannot be started
   */
  public static PlainProcess start(Path settings, Path folder, SiteId site) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(MEMORY);
    command.addAll(
        List.of(
            "--enable-native-access=ALL-UNNAMED",
            "-cp",
            System.getProperty("java.class.path"),
            PlainServer.class.getName(),
            settings.toString(),
            folder.toString(),
            site.toString()));
    Process process =
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
    // Left open: the server writes nothing after this line.
    BufferedReader lines = process.inputReader(StandardCharsets.UTF_8);
    String line = lines.readLine();
    while (line != null && !line.startsWith(PlainServer.READY)) {
      line = lines.readLine();
    }
    if (line == null) {
      throw new IllegalStateException("the plain file server did not start");
    }
    return new PlainProcess(
        process, folder, Integer.parseInt(line.substring(PlainServer.READY.length())));
  }

  /** {@return host and port} */
  public String address() {
    return "localhost:" + port;
  }

  @Override
  public void close() throws IOException {
    process.getOutputStream().close();
    process.onExit().join();
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }
}
