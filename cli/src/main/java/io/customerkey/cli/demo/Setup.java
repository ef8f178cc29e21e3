package io.customerkey.cli.demo;

import io.customerkey.cli.output.Output;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * What the demonstration gets from outside.
 *
 * @param home the repository
 * @param mail a folder of messages or one; empty for the sample mail
 * @param files a folder of files or one; empty for generated ones
 * @param data a folder to keep; empty for one that is deleted at the end
 * @param out where it is told
 * @param clock tells the time
 * @param random makes ids
 */
public record Setup(
    Path home,
    Optional<Path> mail,
    Optional<Path> files,
    Optional<Path> data,
    Output out,
    Clock clock,
    RandomGenerator random) {
  Path mailPath() {
    return mail.orElse(home.resolve("cli").resolve("src/main/demo/mail"));
  }
}
