package io.customerkey.system;

import static org.assertj.core.api.Assertions.assertThat;

import io.customerkey.system.suite.Repository;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Who builds with an older JDK is told so at once. Needs a JDK 17 beside the JDK 25. */
final class WrongJdkST {
  private static final int FIRST_SECONDS = 60;

  @TestFactory
  Stream<DynamicTest> tellsWhatToDoUnderAJdk17() {
    Optional<Path> jdk17 = jdk17();
    if (jdk17.isEmpty()) {
      if ("true".equals(System.getenv("CI"))) {
        throw new IllegalStateException("no JDK 17 in /usr/lib/jvm; .ci/run installs one");
      }
      System.out.println("left out: build under JDK 17 (no JDK 17 found)");
      return Stream.empty();
    }
    return Stream.of(DynamicTest.dynamicTest("JDK 17", () -> assertStopsWithAMessage(jdk17.get())));
  }

  private static void assertStopsWithAMessage(Path jdk) throws Exception {
    ProcessBuilder build =
        new ProcessBuilder("./mvnw", "-B", "-ntp", "verify")
            .directory(Repository.root().toFile())
            .redirectErrorStream(true);
    build.environment().put("JAVA_HOME", jdk.toString());
    Path log = Files.createTempFile("jdk17", ".log");
    Process process = build.redirectOutput(log.toFile()).start();

    assertThat(process.waitFor(FIRST_SECONDS, TimeUnit.SECONDS)).isTrue();
    assertThat(process.exitValue()).isNotZero();
    assertThat(Files.readString(log, StandardCharsets.UTF_8))
        .contains("Customer Key builds with JDK 25")
        .contains("set JAVA_HOME");
  }

  private static Optional<Path> jdk17() {
    try (Stream<Path> jdks = Files.list(Path.of("/usr/lib/jvm"))) {
      return jdks.filter(jdk -> jdk.getFileName().toString().contains("17"))
          .filter(jdk -> Files.isExecutable(jdk.resolve("bin/javac")))
          .findFirst();
    } catch (IOException e) {
      return Optional.empty();
    }
  }
}
