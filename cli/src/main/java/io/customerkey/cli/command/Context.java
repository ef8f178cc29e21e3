package io.customerkey.cli.command;

import io.customerkey.cli.access.Installations;
import io.customerkey.cli.failure.CkException;
import io.customerkey.cli.output.Column;
import io.customerkey.cli.output.Output;
import io.customerkey.cli.stack.Local;
import io.customerkey.cli.stack.StackAdmin;
import io.customerkey.cli.stack.StackFolder;
import io.customerkey.client.TokenSource;
import io.customerkey.crypto.id.TenantId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.random.RandomGenerator;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What the commands share: where they print, which installation they speak to. */
final class Context {
  /** A signed JWT: three parts in base64url. */
  private static final Pattern TOKEN = Pattern.compile("[\\w-]+\\.[\\w-]+\\.[\\w-]+");

  private final Environment environment;
  private final Options options;

  Context(Environment environment, Options options) {
    this.environment = environment;
    this.options = options;
  }

  Environment environment() {
    return environment;
  }

  RandomGenerator random() {
    return environment.random();
  }

  Output out() {
    return out(options.json);
  }

  /** Where to print, also before all options are known. */
  Output out(boolean json) {
    return new Output(environment.out(), environment.err(), json, environment.terminal());
  }

  StackFolder folder() {
    Path given = options.data;
    if (given != null) {
      return new StackFolder(given);
    }
    return new StackFolder(
        environment.variable("CK_DATA").map(Path::of).orElse(environment.home().resolve(".ck")));
  }

  /** The data folder only where it was named on the command line. */
  Optional<Path> dataOption() {
    return Optional.ofNullable(options.data);
  }

  Optional<String> tenant() {
    return Optional.ofNullable(options.tenant).or(() -> environment.variable("CK_TENANT"));
  }

  StackAdmin admin() {
    return new StackAdmin(folder());
  }

  /** The installation that the options describe, else the local stack. */
  Session session() {
    Optional<String> rest = given(options.rest, "CK_REST");
    Optional<String> exchange = given(options.exchange, "CK_EXCHANGE");
    Optional<String> sharepoint = given(options.sharepoint, "CK_SHAREPOINT");
    if (rest.isEmpty() && exchange.isEmpty() && sharepoint.isEmpty()) {
      StackAdmin admin = admin();
      return new Session(
          new Local(admin, subject(), environment.clock(), token()), Optional.of(admin), tenant());
    }
    return new Session(
        Installations.remote(
            rest,
            exchange,
            sharepoint,
            file(options.ca, "CK_CA"),
            file(options.cert, "CK_CERT"),
            file(options.key, "CK_KEY"),
            token().orElseThrow(() -> CkException.usage("give a token: --token FILE or CK_TOKEN"))),
        Optional.empty(),
        tenant());
  }

  /** Prints all pages of a list of the tenant that the command is about. */
  void list(BiFunction<Session, TenantId, String> path, Column... columns) {
    try (Session session = session()) {
      TenantId tenant = session.tenant();
      out().list(Session.all(session.admin(tenant), path.apply(session, tenant)), columns);
    }
  }

  private String subject() {
    return environment.variable("USER").orElse("ck");
  }

  private Optional<TokenSource> token() {
    Path file = options.token;
    if (file == null) {
      return environment
          .variable("CK_TOKEN")
          .map(
              token -> token(token, "CK_TOKEN is no token: it holds the token itself, not a file"));
    }
    try {
      return Optional.of(token(Files.readString(file), "there is no token in " + file));
    } catch (IOException e) {
      throw CkException.local("cannot read the token in " + file, "");
    }
  }

  /** What is refused is not told: it may be a secret all the same. */
  private static TokenSource token(String text, String refusal) {
    String token = text.strip();
    if (!TOKEN.matcher(token).matches()) {
      throw CkException.usage(refusal);
    }
    return () -> token;
  }

  private Optional<String> given(@Nullable String option, String name) {
    return Optional.ofNullable(option).or(() -> environment.variable(name));
  }

  private Optional<Path> file(@Nullable Path option, String name) {
    return Optional.ofNullable(option).or(() -> environment.variable(name).map(Path::of));
  }
}
