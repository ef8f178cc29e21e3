package io.customerkey.cli.transfer;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class DestinationsTest {
  @TempDir private Path root;
  private Destinations destinations;

  @BeforeEach
  void open() {
    destinations = new Destinations(root);
  }

  @Test
  void keepsNamesThatFit() {
    assertThat(destinations.of("inbox/1.eml", "ID.eml")).isEqualTo(root.resolve("inbox/1.eml"));
    assertThat(destinations.of("inbox/2.eml", "ID2.eml")).isEqualTo(root.resolve("inbox/2.eml"));
    assertThat(destinations.of("", "ID3.eml")).isEqualTo(root.resolve("ID3.eml"));
    assertThat(destinations.renamed()).isZero();
  }

  @ParameterizedTest
  @ValueSource(strings = {"../1.eml", "/etc/passwd", "a/../../b", ".", "a\0b"})
  void neverLeavesTheFolder(String name) {
    assertThat(destinations.of(name, "ID.eml")).isEqualTo(root.resolve("ID.eml"));
    assertThat(destinations.renamed()).isEqualTo(1);
  }

  @Test
  void writesNothingOverAnother() {
    destinations.of("a.eml", "ID1.eml");

    assertThat(destinations.of("a.eml", "ID2.eml")).isEqualTo(root.resolve("ID2.eml"));
    assertThat(destinations.of("x/../a.eml", "ID3.eml")).isEqualTo(root.resolve("ID3.eml"));
    assertThat(destinations.of("ID5.eml", "ID4.eml")).isEqualTo(root.resolve("ID5.eml"));
    assertThat(destinations.of("", "ID5.eml")).isEqualTo(root.resolve("_ID5.eml"));
    assertThat(destinations.renamed()).isEqualTo(2);
  }

  @Test
  void makesNoNameBothAFileAndAFolder() {
    destinations.of("a", "ID1");
    assertThat(destinations.of("a/b", "ID2")).isEqualTo(root.resolve("ID2"));

    destinations.of("c/d/e", "ID3");
    assertThat(destinations.of("c/d", "ID4")).isEqualTo(root.resolve("ID4"));
  }

  @Test
  void goesAroundWhatLiesThere() throws IOException {
    Files.createFile(root.resolve("file"));
    Files.createDirectory(root.resolve("folder"));

    assertThat(destinations.of("file/a", "ID1")).isEqualTo(root.resolve("ID1"));
    assertThat(destinations.of("folder", "ID2")).isEqualTo(root.resolve("ID2"));
    assertThat(destinations.of("file", "ID3")).isEqualTo(root.resolve("file"));
  }

  @Test
  void keepsNoNameThatIsTooLongForAFile() {
    assertThat(destinations.of("ä".repeat(128), "ID1")).isEqualTo(root.resolve("ID1"));
    assertThat(destinations.of("a/".repeat(2_500) + "b", "ID2")).isEqualTo(root.resolve("ID2"));
    assertThat(destinations.of("ä".repeat(127), "ID3")).isEqualTo(root.resolve("ä".repeat(127)));
  }
}
