package io.customerkey.cli;

import io.customerkey.cli.command.Commands;
import io.customerkey.cli.command.Environment;
import io.customerkey.crypto.SecureRandomSource;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.util.logging.Level;
import java.util.logging.LogManager;
import java.util.logging.Logger;

/** Where the process starts; the {@code ck} script of the repository calls it. */
public final class Ck {
  private static final Logger ROOT = Logger.getLogger("");

  private Ck() {}

  /**
   * Runs one command and ends the process with its exit code.
   *
   * @param arguments after {@code ck}
   */
  public static void main(String[] arguments) {
    LogManager.getLogManager().reset();
    ROOT.setLevel(Level.OFF);
    Environment environment =
        new Environment(
            Path.of(System.getProperty("ck.home", "")).toAbsolutePath(),
            System.getenv(),
            new PrintWriter(System.out, true, StandardCharsets.UTF_8),
            new PrintWriter(System.err, true, StandardCharsets.UTF_8),
            Boolean.getBoolean("ck.terminal"),
            Clock.systemUTC(),
            new SecureRandomSource());
    System.exit(new Commands(environment).run(arguments));
  }
}
