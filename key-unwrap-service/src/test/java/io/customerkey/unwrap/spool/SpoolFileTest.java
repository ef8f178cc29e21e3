package io.customerkey.unwrap.spool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class SpoolFileTest {
  private static final long LIMIT = 1_000;

  @TempDir private Path folder;
  private Path path;

  @BeforeEach
  void name() {
    path = folder.resolve("attempts");
  }

  @Test
  void writesLengthChecksumAndBytes() throws IOException {
    try (SpoolFile file = SpoolFile.open(path, LIMIT)) {
      file.append(bytes("123456789"), 0);
    }

    assertThat(HexFormat.of().formatHex(Files.readAllBytes(path)))
        .as("the check value of CRC-32C (RFC 3720, appendix B.4)")
        .isEqualTo("00000009" + "e3069283" + "313233343536373839");
  }

  @Test
  void readsWhatAProcessBeforeItWrote() throws IOException {
    try (SpoolFile file = SpoolFile.open(path, LIMIT)) {
      file.append(bytes("one"), 0);
      file.append(bytes("two"), 0);
    }
    try (SpoolFile file = SpoolFile.open(path, LIMIT)) {
      assertThat(texts(file)).containsExactly("one", "two");
      assertThat(file.dropped()).isZero();
    }
  }

  @Test
  void dropsATornTailWhereverItWasTorn() throws IOException {
    try (SpoolFile file = SpoolFile.open(path, LIMIT)) {
      file.append(bytes("one"), 0);
      file.append(bytes("two"), 0);
    }
    byte[] whole = Files.readAllBytes(path);

    for (int length = 11; length < whole.length; length++) {
      Files.write(path, Arrays.copyOf(whole, length));
      try (SpoolFile file = SpoolFile.open(path, LIMIT)) {
        assertThat(texts(file)).containsExactly("one");
        assertThat(file.dropped()).isEqualTo(length - 11);
        file.append(bytes("three"), 0);
        assertThat(texts(file)).containsExactly("one", "three");
      }
    }
  }

  @Test
  void dropsAnEntryWhoseBytesChanged() throws IOException {
    try (SpoolFile file = SpoolFile.open(path, LIMIT)) {
      file.append(bytes("one"), 0);
    }
    byte[] changed = Files.readAllBytes(path);
    changed[10] ^= 1;
    Files.write(path, changed);

    try (SpoolFile file = SpoolFile.open(path, LIMIT)) {
      assertThat(file.isEmpty()).isTrue();
    }
  }

  @Test
  void takesNoEntryBeyondItsLimit() throws IOException {
    try (SpoolFile file = SpoolFile.open(path, 30)) {
      assertThat(file.append(bytes("one"), 0)).isTrue();
      assertThat(file.append(bytes("two"), 9)).isFalse();
      assertThat(file.append(bytes("two"), 8)).isTrue();
      assertThat(file.size()).isEqualTo(22);
    }
  }

  @Test
  void takesNoEntryThatItWouldNotRead() throws IOException {
    try (SpoolFile file = SpoolFile.open(path, 1 << 20)) {
      assertThatIOException().isThrownBy(() -> file.append(new byte[SpoolFile.LONGEST + 1], 0));
    }
  }

  @Test
  void isEmptiedOnlyWhenAllOfItWasRead() throws IOException {
    try (SpoolFile file = SpoolFile.open(path, LIMIT)) {
      file.append(bytes("one"), 0);
      SpoolFile.Read read = file.read(0, 1);
      file.append(bytes("two"), 0);

      assertThat(file.clear(read.next())).isFalse();
      assertThat(file.clear(file.read(read.next(), 1).next())).isTrue();
      assertThat(Files.size(path)).isZero();
    }
  }

  private static List<String> texts(SpoolFile file) throws IOException {
    return file.read(0, LIMIT).entries().stream()
        .map(entry -> new String(entry, StandardCharsets.UTF_8))
        .toList();
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
