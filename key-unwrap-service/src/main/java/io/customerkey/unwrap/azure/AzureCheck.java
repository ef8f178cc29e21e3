package io.customerkey.unwrap.azure;

import io.customerkey.crypto.SecretBytes;
import io.customerkey.crypto.SecureRandomSource;
import io.customerkey.crypto.id.Id128;
import io.customerkey.crypto.id.TenantId;
import io.customerkey.unwrap.attempt.Operation;
import io.customerkey.unwrap.onboarding.Asking;
import io.customerkey.unwrap.onboarding.Check;
import io.customerkey.unwrap.onboarding.KeyValidation;
import io.customerkey.unwrap.policy.KeyOwner;
import io.customerkey.unwrap.vault.ClientRequestId;
import io.customerkey.unwrap.vault.DirectoryId;
import io.customerkey.unwrap.vault.KeyUri;
import io.customerkey.unwrap.vault.KeyUriParser;
import io.customerkey.unwrap.vault.VaultAnswer;
import io.customerkey.unwrap.vault.VaultHost;
import io.customerkey.unwrap.vault.VaultRequest;
import io.smallrye.mutiny.Uni;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.PrintStream;
import java.io.Reader;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Looks at two keys without a running suite: the checks and the adapter are the service's, its
 * configuration is a file of the service's or the environment. Prints one JSON object.
 *
 * <p>Arguments: configuration file (empty: only the environment), tenant, directory, {@code
 * STANDARD} or {@code STRICT}, and two key ids.
 */
public final class AzureCheck {
  private static final int ARGUMENTS = 6;
  private static final int USAGE = 2;
  private static final Duration CALL = Duration.ofSeconds(10);
  private static final Duration ALL = Duration.ofMinutes(2);
  private static final String PREFIX = "customerkey.azure.";

  private final Properties file;

  private AzureCheck(Properties file) {
    this.file = file;
  }

  /** Runs it; ends with 2 where an argument or the configuration is wrong. */
  public static void main(String... arguments) {
    PrintStream out = System.out;
    try {
      out.println(run(arguments).encode());
    } catch (IllegalArgumentException wrong) {
      System.err.println(wrong.getMessage());
      System.exit(USAGE);
    }
    System.exit(0);
  }

  private static JsonObject run(String... arguments) {
    if (arguments.length != ARGUMENTS) {
      throw new IllegalArgumentException("CONFIG TENANT DIRECTORY PROFILE KEY KEY");
    }
    AzureCheck check = new AzureCheck(read(arguments[0]));
    boolean strict = arguments[3].equals("STRICT");
    KeyUriParser parser = new KeyUriParser(check.unsafeHosts());
    var order =
        new KeyValidation.Order(
            KeyOwner.of(TenantId.parse(arguments[1])),
            DirectoryId.parse(arguments[2]),
            List.of(parser.parse(arguments[4]), parser.parse(arguments[5])),
            strict);
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var random = new SecureRandomSource();
      var vault =
          new AzureVault(check.settings(), threads, (reason, status) -> {}, Clock.systemUTC());
      var validation =
          new KeyValidation(
              vault, key -> Uni.createFrom().item(Optional.empty()), random, Clock.systemUTC());
      var asking = new Direct(order.directory(), Id128.random(random).toString());
      List<Check> checks = validation.validate(order, asking).await().atMost(ALL);
      return report(order, strict, checks);
    }
  }

  /** Who has claimed a key only the service's database knows. */
  private static JsonObject report(KeyValidation.Order order, boolean strict, List<Check> checks) {
    JsonArray array = new JsonArray();
    for (Check check : checks) {
      if (check.id() != Check.Id.KEY_CLAIM) {
        array.add(json(check));
      }
    }
    return new JsonObject()
        .put("profile", strict ? "STRICT" : "STANDARD")
        .put("keys", new JsonArray(order.keys().stream().map(KeyUri::toString).toList()))
        .put("passed", checks.stream().allMatch(check -> check.result() == Check.Result.PASSED))
        .put("checks", array);
  }

  private static JsonObject json(Check check) {
    JsonObject json = new JsonObject().put("id", check.id().text());
    if (check.slot() != Check.BOTH) {
      json.put("slot", check.slot());
    }
    json.put("result", check.result().name()).put("observed", check.observed());
    return check.advice().isEmpty() ? json : json.put("advice", check.advice());
  }

  private static Properties read(String path) {
    Properties properties = new Properties();
    if (!path.isEmpty()) {
      try (Reader reader = Files.newBufferedReader(Path.of(path), StandardCharsets.UTF_8)) {
        properties.load(reader);
      } catch (IOException unreadable) {
        throw new IllegalArgumentException("the configuration cannot be read: " + path, unreadable);
      }
    }
    return properties;
  }

  private AzureSettings settings() {
    return new AzureSettings(
        required(PREFIX + "client-id"),
        SecretBytes.takeOwnershipOf(
            required(PREFIX + "client-secret").getBytes(StandardCharsets.UTF_8)),
        value(PREFIX + "authority").map(URI::create).orElse(AzureSettings.DEFAULT_AUTHORITY),
        value(PREFIX + "trust").map(Path::of),
        CALL,
        CALL,
        CALL);
  }

  private Set<VaultHost> unsafeHosts() {
    return value("customerkey.unsafe-vault-hosts").stream()
        .flatMap(hosts -> Arrays.stream(hosts.split(",", -1)))
        .filter(host -> !host.isBlank())
        .map(host -> VaultHost.parse(host.strip()))
        .collect(Collectors.toUnmodifiableSet());
  }

  private String required(String name) {
    return value(name)
        .orElseThrow(() ->
            new IllegalArgumentException(
                name + " is neither in the file nor in the environment (" + variable(name) + ")"));
  }

  /** The environment goes before the file, as in the services. */
  private Optional<String> value(String name) {
    return Optional.ofNullable(System.getenv(variable(name)))
        .or(() -> Optional.ofNullable(file.getProperty(name)))
        .filter(text -> !text.isBlank());
  }

  private static String variable(String name) {
    return name.toUpperCase(Locale.ROOT).replaceAll("[.-]", "_");
  }

  /**
   * Keeps nothing; request ids count up behind a random one, so that they can be found in a log.
   */
  private static final class Direct implements Asking {
    private final DirectoryId directory;
    private final String stem;
    private int number;

    Direct(DirectoryId directory, String stem) {
      this.directory = directory;
      this.stem = stem;
    }

    @Override
    public <T> Uni<VaultAnswer<T>> ask(
        Operation operation, KeyUri key, Function<VaultRequest, Uni<VaultAnswer<T>>> send) {
      return send.apply(new VaultRequest(key, directory, next(), CALL));
    }

    private synchronized ClientRequestId next() {
      number++;
      return new ClientRequestId(stem + "-" + number);
    }
  }
}
