package io.customerkey.system;

import static org.assertj.core.api.Assertions.assertThat;

import io.customerkey.system.suite.Ck;
import io.customerkey.system.suite.Repository;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

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
  Stream<DynamicTest> tellsItOnRealMailAndFiles() {
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
    Path files = Path.of(System.getProperty("java.home"));
    return Stream.of(
        DynamicTest.dynamicTest(
            "odd mail and the JDK's own files",
            () -> assertTold("demo", "--mail", mail.toString(), "--files", files.toString())));
  }

  private static void assertTold(String... command) {
    Ck.Result demo = Ck.runAlone(command);

    assertThat(demo.exit()).as(demo.out() + demo.err()).isZero();
  }
}
