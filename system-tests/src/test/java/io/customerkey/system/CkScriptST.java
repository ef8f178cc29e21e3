package io.customerkey.system;

import static org.assertj.core.api.Assertions.assertThat;

import io.customerkey.system.suite.Repository;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The script that comes before the command, in a repository whose build is a sentence in a log. */
final class CkScriptST {
  private static final String PROGRAM =
      """
      package io.customerkey.cli;
      final class Ck {
        public static void main(String[] arguments) {
          System.out.println("ran " + arguments[0]);
        }
      }
      """;

  @TempDir private Path home;
  private Path source;
  private Path builds;

  @BeforeEach
  void makeRepository() throws Exception {
    Files.copy(Repository.root().resolve("ck"), home.resolve("ck"));
    source = Files.createDirectories(home.resolve("cli/src/main/java")).resolve("Ck.java");
    Files.writeString(source, PROGRAM);
    builds = home.resolve("builds");
    Path jdk = Path.of(System.getProperty("java.home"));
    executable(
        home.resolve("mvnw"),
        """
        #!/bin/sh
        echo built >> builds
        [ -f edit ] && touch -d '+1 second' cli/src/main/java/Ck.java && rm edit
        mkdir -p cli/target/classes cli/target/lib
        %s/bin/javac -d cli/target/classes cli/src/main/java/Ck.java
        %s/bin/jar --create --file cli/target/cli.jar -C cli/target/classes .
        """
            .formatted(jdk, jdk));
  }

  private static void executable(Path file, String text) throws IOException {
    Files.writeString(file, text);
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
  }

  private String ck(String options) throws Exception {
    ProcessBuilder builder =
        new ProcessBuilder(home.resolve("ck").toString(), "hello").directory(home.toFile());
    builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
    builder.environment().put("JAVA_TOOL_OPTIONS", options);
    // No other JDK may be found in its place.
    builder.environment().put("PATH", "/usr/bin:/bin");
    Process process = builder.redirectErrorStream(true).start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor(2, TimeUnit.MINUTES)).isTrue();
    assertThat(process.exitValue()).as(output).isZero();
    return output;
  }

  private long builds() throws IOException {
    try (var lines = Files.lines(builds)) {
      return lines.count();
    }
  }

  private void makeOlder() throws IOException {
    Files.setLastModifiedTime(source, FileTime.from(Instant.EPOCH));
  }

  @Test
  void findsTheJdkAlsoWhenJavaTellsOfItsOptionsFirst() throws Exception {
    assertThat(ck("-Dsome=option")).contains("Picked up").contains("ran hello");
  }

  @Test
  void buildsOnceAndAgainWhatWasEditedMeanwhile() throws Exception {
    makeOlder();
    Files.createFile(home.resolve("edit"));
    assertThat(ck("")).contains("ran hello");
    assertThat(builds()).isEqualTo(1);

    // What was touched during the first build is newer than its beginning.
    ck("");
    assertThat(builds()).isEqualTo(2);

    makeOlder();
    ck("");
    assertThat(builds()).isEqualTo(2);
  }
}
