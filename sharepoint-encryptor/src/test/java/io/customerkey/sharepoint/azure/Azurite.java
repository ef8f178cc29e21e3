package io.customerkey.sharepoint.azure;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Stream;

/** Azurite, Microsoft's emulator of Azure Storage, as a process of its own. */
final class Azurite implements AutoCloseable {
  /** Of the emulator; published with it. */
  private static final String ACCOUNT = "devstoreaccount1";

  private static final String KEY =
      "Eby8vdM02xNOcqFlqUwJPLlmEtlCDXJ1OUzFT50uSRZ6IFsuFq2UVErCz4I6tq/K1SZFPTOtr/KBHBeksoGMGw==";

  private final Process process;
  private final int port;

  private Azurite(Process process, int port) {
    this.process = process;
    this.port = port;
  }

  /** Where it is installed: {@code CK_AZURITE}, or {@code azurite} on the PATH. */
  static Optional<Path> program() {
    return Stream.concat(
            Stream.ofNullable(System.getenv("CK_AZURITE")).map(Path::of),
            Arrays.stream(System.getenv("PATH").split(":"))
                .map(folder -> Path.of(folder, "azurite-blob")))
        .filter(Files::isExecutable)
        .findFirst();
  }

  static Azurite start(Path folder) throws IOException {
    int port = freePort();
    Process process =
        new ProcessBuilder(
                program().orElseThrow().toString(),
                "--blobPort",
                Integer.toString(port),
                "--location",
                folder.toString(),
                "--silent",
                "--skipApiVersionCheck")
            .redirectErrorStream(true)
            .redirectOutput(Redirect.to(folder.resolve("azurite.log").toFile()))
            .start();
    Azurite azurite = new Azurite(process, port);
    Runtime.getRuntime().addShutdownHook(new Thread(process::destroyForcibly));
    await("Azurite")
        .atMost(Duration.ofSeconds(60))
        .failFast(() -> !process.isAlive())
        .until(azurite::answers);
    return azurite;
  }

  private boolean answers() {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      return socket.isConnected();
    } catch (IOException e) {
      return false;
    }
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  AzurePlace place(String container) {
    return place(container, KEY);
  }

  AzurePlace place(String container, String key) {
    return new AzurePlace(
        "http://127.0.0.1:" + port + "/" + ACCOUNT,
        container,
        ACCOUNT,
        key,
        2,
        Duration.ofSeconds(20),
        Duration.ofMillis(10),
        Duration.ofMillis(20));
  }

  void stop() throws InterruptedException {
    process.destroyForcibly().waitFor();
  }

  @Override
  public void close() {
    process.destroyForcibly();
  }
}
