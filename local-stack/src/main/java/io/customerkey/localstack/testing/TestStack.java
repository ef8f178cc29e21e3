package io.customerkey.localstack.testing;

import io.customerkey.localstack.LocalStack;
import io.customerkey.localstack.admin.StackAdmin;
import io.customerkey.localstack.data.PrivateFiles;
import io.customerkey.localstack.data.Service;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;

/**
 * A stack without the services, in a process of its own on a temporary folder, started once for all
 * tests of a JVM and ended with it. (A process of its own, because Quarkus gives tests several
 * class loaders and closes them while a broker would still need them.)
 */
public final class TestStack {
  private static final String FOLDER = "customerkey.test-stack.data";

  private final Path data;
  private final StackAdmin admin;

  private TestStack(Path data) {
    this.data = data;
    this.admin = StackAdmin.open(data);
  }

  /** The stack of this JVM; the first call starts it. */
  public static synchronized TestStack shared() {
    String started = System.getProperty(FOLDER);
    if (started != null) {
      return new TestStack(Path.of(started));
    }
    Path data = start();
    System.setProperty(FOLDER, data.toString());
    return new TestStack(data);
  }

  /** Its data folder. */
  public Path data() {
    return data;
  }

  /** Its admin API: vaults, keys, permissions, faults. */
  public StackAdmin admin() {
    return admin;
  }

  /** The settings that the file of this service holds, with the ports of a running stack. */
  public Map<String, String> settings(Service service) {
    Properties properties = new Properties();
    try {
      properties.load(
          new StringReader(
              PrivateFiles.read(
                  data.resolve("config").resolve(service.identity() + ".properties"))));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    Map<String, String> settings = new TreeMap<>();
    properties
        .stringPropertyNames()
        .forEach(name -> settings.put(name, properties.getProperty(name)));
    return settings;
  }

  /** The certificate of an identity, PEM; for clients of the service under test. */
  public Path certificate(String identity) {
    return data.resolve("secrets/tls").resolve(identity + ".pem");
  }

  /** The private key of an identity, PKCS#8 PEM. */
  public Path key(String identity) {
    return data.resolve("secrets/tls").resolve(identity + ".key");
  }

  /** The internal authority, PEM. */
  public Path trust() {
    return data.resolve("secrets/ca.pem");
  }

  /** The authority of vaults and login, PEM. */
  public Path vaultTrust() {
    return data.resolve("secrets/vault-ca.pem");
  }

  /**
   * Mints a token of one hour.
   *
   * @param tenant a tenant's UUID text, or {@code provider}
   * @param roles for example {@code tenant-key-admin}, {@code workload}
   * @param purposes for workloads, for example {@code USER_READ}
   */
  public String token(String subject, String tenant, List<String> roles, List<String> purposes) {
    return admin
        .post(
            "/v1/tokens",
            new JsonObject()
                .put("subject", subject)
                .put("tenant", tenant)
                .put("roles", new JsonArray(roles))
                .put("purposes", new JsonArray(purposes)))
        .getString("token");
  }

  /**
   * Makes a vault and answers its address, for example {@code https://localhost:40110}.
   *
   * @param directory UUID text of the directory that owns it
   */
  public String createVault(String name, String directory) {
    return admin
        .post("/v1/vaults", new JsonObject().put("name", name).put("directory", directory))
        .getString("uri");
  }

  /**
   * Makes an RSA 2048 key that carries the tenant's tag, and answers its id with version.
   *
   * @param tenant UUID text for the tag {@code customerkey-tenant}
   */
  public String createKey(String vault, String name, String tenant) {
    return admin
        .post(
            "/v1/vaults/" + vault + "/keys",
            new JsonObject()
                .put("name", name)
                .put("tags", new JsonObject().put("customerkey-tenant", tenant)))
        .getString("id");
  }

  private static Path start() {
    try {
      Path data = Files.createTempDirectory("customer-key-test");
      Path errors = data.resolve("errors.log");
      ProcessBuilder builder =
          new ProcessBuilder(
              Path.of(System.getProperty("java.home"), "bin", "java").toString(),
              "-Xmx256m",
              "-XX:+UseSerialGC",
              "--enable-native-access=ALL-UNNAMED",
              "--sun-misc-unsafe-memory-access=allow",
              LocalStack.class.getName(),
              "--data",
              data.toString(),
              "--services",
              "none",
              "--parent",
              Long.toString(ProcessHandle.current().pid()),
              "--ephemeral");
      builder.environment().put("CLASSPATH", System.getProperty("java.class.path"));
      Process process = builder.redirectError(Redirect.to(errors.toFile())).start();
      awaitReady(process, errors);
      return data;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void awaitReady(Process process, Path errors) throws IOException {
    // Left open: the stack writes nothing after this line.
    BufferedReader lines = process.inputReader(StandardCharsets.UTF_8);
    String line = lines.readLine();
    while (line != null && !line.equals(LocalStack.READY)) {
      line = lines.readLine();
    }
    if (line == null) {
      throw new IllegalStateException("the test stack did not start:\n" + Files.readString(errors));
    }
  }
}
