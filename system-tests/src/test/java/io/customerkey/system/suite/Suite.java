package io.customerkey.system.suite;

import com.fasterxml.jackson.databind.JsonNode;
import io.customerkey.cli.stack.StackFolder;
import io.customerkey.client.TlsFiles;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The whole suite on a folder of its own, started by {@code ck up} at the first use and stopped by
 * {@code ck down} after the last test.
 */
public final class Suite {
  private static @Nullable Suite running;

  private final Path data;
  private final Ck ck;
  private final Http rest;
  private final Http admin;
  private final String adminSecret;
  private final JsonNode state;

  private Suite(Path data, Ck ck) throws IOException {
    this.data = data;
    this.ck = ck;
    this.state = new com.fasterxml.jackson.databind.ObjectMapper().readTree(stackJson(data));
    Path ca = data.resolve("secrets/ca.pem");
    this.admin = new Http(ca, state.at("/admin/url").asText());
    this.rest = new Http(ca, service("dep-service").path("rest").asText() + "/api/v1");
    this.adminSecret = Files.readString(data.resolve("secrets/admin.secret")).strip();
  }

  /** The suite, started if it is not. */
  public static synchronized Suite running() {
    if (running == null) {
      running = start();
    }
    return running;
  }

  /**
   * A suite beside the one that all tests share, which the caller stops.
   *
   * @param options of {@code ck up}
   */
  public static Suite ofItsOwn(String... options) {
    return start(options);
  }

  static synchronized void stopIfStarted() {
    if (running != null) {
      running.stop();
      running = null;
    }
  }

  /** Stops it and deletes its data. */
  public void stop() {
    Ck.Result down = ck.run("down");
    if (down.exit() != 0) {
      throw new IllegalStateException("ck down failed: " + down);
    }
    new StackFolder(data).delete();
  }

  private static Suite start(String... options) {
    try {
      Path data = Files.createTempDirectory("customer-key-suite");
      Ck ck = new Ck(Repository.root(), data);
      Ck.Result up =
          ck.run(Stream.concat(Stream.of("up"), Stream.of(options)).toArray(String[]::new));
      if (up.exit() != 0) {
        throw new IllegalStateException("ck up failed: " + up);
      }
      return new Suite(data, ck);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static byte[] stackJson(Path data) throws IOException {
    return Files.readAllBytes(data.resolve("stack.json"));
  }

  /** The data folder. */
  public Path data() {
    return data;
  }

  /** The command on this suite. */
  public Ck ck() {
    return ck;
  }

  /** {@code host:port} of a service's gRPC listener. */
  public String grpc(String service) {
    return service(service).path("grpc").asText();
  }

  private JsonNode service(String name) {
    for (JsonNode service : state.path("services")) {
      if (service.path("name").asText().equals(name)) {
        return service;
      }
    }
    throw new IllegalArgumentException("no service " + name + " in " + state);
  }

  /** A call of dep-service's REST API. */
  public Http.Answer rest(String method, String path, @Nullable Object body, String token) {
    return rest.call(method, path, body, token);
  }

  /** A call of the stack's admin API that must succeed. */
  public JsonNode admin(String method, String path, @Nullable Object body) {
    Http.Answer answer = admin.call(method, "/v1" + path, body, adminSecret);
    if (answer.status() >= 300) {
      throw new IllegalStateException(method + " " + path + ": " + answer);
    }
    return answer.body();
  }

  /** A token by the claim table. */
  public String token(String tenant, List<String> roles, List<String> purposes) {
    return admin(
            "POST",
            "/tokens",
            Map.of("subject", "test", "tenant", tenant, "roles", roles, "purposes", purposes))
        .path("token")
        .asText();
  }

  /** The certificate, key and authority of an identity. */
  public TlsFiles tls(String identity) {
    return new StackFolder(data).identity(identity);
  }

  /** Starts a service again with these settings instead of its own. */
  public void reconfigure(String service, Map<String, String> settings) {
    StringBuilder lines = new StringBuilder("\n");
    settings.forEach((name, value) -> lines.append(name).append('=').append(value).append('\n'));
    try {
      Files.writeString(
          data.resolve("config").resolve(service + ".properties"),
          lines,
          StandardOpenOption.APPEND);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    admin("POST", "/services/" + service + "/stop", Map.of());
    admin("POST", "/services/" + service + "/start", Map.of());
  }

  /** A connection to a service's database, as that service. */
  public Connection database(String name) throws SQLException {
    try {
      return DriverManager.getConnection(
          "jdbc:postgresql://localhost:" + state.at("/postgres/port").asInt() + "/" + name,
          name,
          Files.readString(data.resolve("secrets/database-" + name + ".password")).strip());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
