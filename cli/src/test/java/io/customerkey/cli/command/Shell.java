package io.customerkey.cli.command;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Random;
import picocli.CommandLine;

/** Where commands are typed, and what they told. */
final class Shell {
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();
  private final Path home;
  private final boolean terminal;

  Shell(Path home, boolean terminal) {
    this.home = home;
    this.terminal = terminal;
  }

  /** All commands, to be looked at. */
  static CommandLine tree() {
    return new Shell(Path.of(""), false).commands(Map.of()).tree();
  }

  Commands commands(Map<String, String> variables) {
    return new Commands(
        new Environment(
            home,
            variables,
            new PrintWriter(out),
            new PrintWriter(err),
            terminal,
            Clock.fixed(Instant.EPOCH, ZoneOffset.UTC),
            new Random(1)));
  }

  /** The exit code of a line whose words no space is in. */
  int run(String line) {
    return commands(Map.of()).run(line.isEmpty() ? new String[0] : line.split(" "));
  }

  String out() {
    return out.toString();
  }

  String err() {
    return err.toString();
  }
}
