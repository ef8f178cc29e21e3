package io.customerkey.localstack.services;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.net.PemKeyCertOptions;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;

/**
 * Stands in for a service's program: reads the same settings, is ready on the same address. It
 * leaves with exit code 3 when the file {@code <identity>.broken} lies in its working directory.
 */
final class FakeService {
  private FakeService() {}

  public static void main(String[] arguments) throws Exception {
    Path file = Path.of(System.getProperty("quarkus.config.locations"));
    Properties settings = new Properties();
    try (Reader reader = Files.newBufferedReader(file)) {
      settings.load(reader);
    }
    if (Files.exists(Path.of(file.getFileName() + ".broken"))) {
      System.err.println("the fake is broken");
      System.exit(3);
    }
    String tls = settings.getProperty("quarkus.http.ssl-port");
    HttpServerOptions options = new HttpServerOptions();
    if (tls != null) {
      options.setSsl(true);
      options.setKeyCertOptions(
          new PemKeyCertOptions()
              .setCertPath(settings.getProperty("customerkey.tls.certificate"))
              .setKeyPath(settings.getProperty("customerkey.tls.key")));
    }
    int port = Integer.parseInt(tls == null ? settings.getProperty("quarkus.http.port") : tls);
    Vertx.vertx()
        .createHttpServer(options)
        .requestHandler(request -> request.response().end())
        .listen(port, "127.0.0.1")
        .toCompletionStage()
        .toCompletableFuture()
        .join();
  }
}
