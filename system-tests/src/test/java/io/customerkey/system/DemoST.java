package io.customerkey.system;

import static org.assertj.core.api.Assertions.assertThat;

import io.customerkey.system.suite.Ck;
import io.customerkey.system.suite.Repository;
import java.io.IOException;
import java.net.URI;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/**
 * The story that the product tells of itself, on a suite of its own: as the README's first command,
 * and on the user's own mail and files.
 */
final class DemoST {

  @Test
  void tellsTheWholeStory() {
    assertTold("demo");
  }

  @TestFactory
  Stream<DynamicTest> tellsItOnRealMailAndFiles(@TempDir Path files) throws IOException {
    Path mail =
        Repository.root()
            .resolve(System.getenv().getOrDefault("CK_SHARED", "../shared"))
            .normalize()
            .resolve("data/mail");
    if (!Files.isDirectory(mail)) {
      if ("true".equals(System.getenv("CI"))) {
        throw new IllegalStateException("CK_SHARED has no mail, which CI needs");
      }
      System.out.println("left out: demo on odd mail (CK_SHARED not found)");
      return Stream.empty();
    }
    copyClasses(files);
    return Stream.of(
        DynamicTest.dynamicTest(
            "odd mail and the JDK's own classes",
            () -> assertTold("demo", "--mail", mail.toString(), "--files", files.toString())));
  }

  /** A few thousand files in a hundred folders, which every JDK has. */
  private static void copyClasses(Path into) throws IOException {
    Path classes =
        FileSystems.getFileSystem(URI.create("jrt:/")).getPath("modules", "java.base", "java");
    try (Stream<Path> all = Files.walk(classes)) {
      for (Path from : all.toList()) {
        Path to = into.resolve(classes.relativize(from).toString());
        if (Files.isDirectory(from)) {
          Files.createDirectories(to);
        } else {
          Files.copy(from, to);
        }
      }
    }
    assertThat(into).isDirectoryRecursivelyContaining("glob:**/String.class");
  }

  private static void assertTold(String... command) {
    Ck.Result demo = Ck.runAlone(command);

    assertThat(demo.exit()).as(demo.out() + demo.err()).isZero();
  }
}
