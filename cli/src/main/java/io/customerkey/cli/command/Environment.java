package io.customerkey.cli.command;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * Everything a command gets from outside.
 *
 * @param home the repository, where the stack's jars lie
 * @param variables environment variables
 * @param out results
 * @param err progress and failures
 * @param terminal whether {@code err} is a terminal
 * @param clock tells the time
 * @param random makes ids
 */
public record Environment(
    Path home,
    Map<String, String> variables,
    PrintWriter out,
    PrintWriter err,
    boolean terminal,
    Clock clock,
    RandomGenerator random) {
  /**
   * {@return the variable, empty where it is not set or blank}
   *
   * @param name for example {@code CK_TOKEN}
   */
  Optional<String> variable(String name) {
    return Optional.ofNullable(variables.get(name)).filter(value -> !value.isBlank());
  }
}
