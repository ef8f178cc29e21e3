package io.customerkey.cli.demo;

import static org.assertj.core.api.Assertions.assertThat;

import io.customerkey.cli.Repository;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

final class TextScanTest {
  private static final byte[] TEXT = bytes("the reference lamp is in cabinet 4");
  private static final byte[] OTHER = bytes("nobody wrote this line anywhere");

  @TempDir private Path folder;

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  static Stream<byte[]> forms() {
    Base64.Encoder base64 = Base64.getEncoder();
    return Stream.of(
        TEXT,
        bytes(HexFormat.of().formatHex(TEXT)),
        base64.encode(TEXT),
        base64.encode(bytes("x" + new String(TEXT, StandardCharsets.UTF_8))),
        base64.encode(bytes("xy" + new String(TEXT, StandardCharsets.UTF_8) + "z")));
  }

  @ParameterizedTest
  @MethodSource("forms")
  void findsATextInEveryForm(byte[] form) throws IOException {
    Files.write(folder.resolve("file"), form);

    TextScan.Found found = new TextScan(List.of(OTHER, TEXT)).folder(folder);

    assertThat(found.texts().get(0)).isFalse();
    assertThat(found.texts().get(1)).isTrue();
    assertThat(found.files()).containsExactly(Path.of("file"));
  }

  @Test
  void findsATextAcrossTheEdgeOfItsBuffer() throws IOException {
    for (int shift = 0; shift <= TEXT.length; shift++) {
      ByteArrayOutputStream file = new ByteArrayOutputStream();
      file.writeBytes(new byte[(1 << 20) - shift]);
      file.writeBytes(TEXT);
      Files.write(folder.resolve("file"), file.toByteArray());

      assertThat(new TextScan(List.of(TEXT)).folder(folder).texts().get(0))
          .as("%d", shift)
          .isTrue();
    }
  }

  @Test
  void findsNothingInEmptyAndShortFiles() throws IOException {
    Files.write(folder.resolve("empty"), new byte[0]);
    Files.write(folder.resolve("short"), new byte[3]);

    TextScan.Found found = new TextScan(List.of(TEXT)).folder(folder);

    assertThat(found.texts().isEmpty()).isTrue();
    assertThat(found.bytes()).isEqualTo(3);
  }

  @Test
  void knowsTextsOfEverySampleMessageAndFindsThemInTheFiles() throws IOException {
    Letters letters = Letters.in(Repository.sampleMail());
    KnownTexts texts = new KnownTexts();
    letters.addTexts(texts);

    TextScan.Found found = new TextScan(texts.all()).folder(Repository.sampleMail());

    assertThat(found.files()).hasSize(letters.count());
  }

  @Test
  void knowsLinesAndNamesOfTheSampleFiles() throws IOException {
    Documents documents = Documents.in(SampleFiles.writeTo(folder));
    KnownTexts texts = new KnownTexts();
    documents.addTexts(texts);

    TextScan.Found found = new TextScan(texts.all()).folder(folder);

    assertThat(texts.all()).hasSizeGreaterThan(2 * documents.count());
    assertThat(found.files()).hasSizeGreaterThan(documents.count() - 3);
  }
}
