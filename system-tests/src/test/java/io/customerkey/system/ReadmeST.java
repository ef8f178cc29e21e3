package io.customerkey.system;

import static org.assertj.core.api.Assertions.assertThat;

import io.customerkey.system.suite.Ck;
import io.customerkey.system.suite.Repository;
import io.customerkey.system.suite.Suite;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the README tells a reader to type works, in that order. */
final class ReadmeST {
  private static final Pattern SHELL = Pattern.compile("(?ms)^```sh\\n(.*?)^```");
  private static final String EXPORT = "export CK_TENANT=";
  private static final String TARGET = "target/export";

  @TempDir private Path exported;
  private final List<String> tenant = new ArrayList<>();

  @Test
  void itsCommandsSucceedOneAfterTheOther() throws IOException {
    Ck ck = Suite.running().ck();

    List<String> lines = commands();
    assertThat(lines).hasSizeGreaterThan(15);
    for (String line : lines) {
      if (line.startsWith(EXPORT)) {
        tenant.addAll(List.of("--tenant", line.substring(EXPORT.length())));
      } else {
        assertThat(line).startsWith("./ck ");
        List<String> words = new ArrayList<>(Arrays.asList(line.substring(5).split(" ")));
        words.replaceAll(word -> word.equals(TARGET) ? exported.toString() : word);
        words.addAll(tenant);
        Ck.Result result = ck.run(words.toArray(String[]::new));
        assertThat(result.exit()).as("%s: %s", line, result).isZero();
      }
    }
    assertSameFiles(Repository.root().resolve("cli/src/main/demo/mail"), exported);
  }

  private static List<String> commands() throws IOException {
    List<String> lines = new ArrayList<>();
    Matcher blocks = SHELL.matcher(Files.readString(Repository.root().resolve("README.md")));
    while (blocks.find()) {
      blocks.group(1).lines().filter(line -> !line.isBlank()).forEach(lines::add);
    }
    return lines;
  }

  private static void assertSameFiles(Path expected, Path actual) throws IOException {
    try (Stream<Path> files = Files.list(expected)) {
      for (Path file : files.toList()) {
        assertThat(actual.resolve(expected.relativize(file))).hasSameBinaryContentAs(file);
      }
    }
  }
}
