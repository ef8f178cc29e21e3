package io.customerkey.cli.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.customerkey.cli.Repository;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.BitSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
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
        bytes(HexFormat.of().withUpperCase().formatHex(TEXT)),
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
  void findsTextsOfAnyBytesInBothAlphabetsOfBase64AtEveryAlignment() throws IOException {
    byte[] text = bytes("¿¿¿>>>??? Отчёт 社内 ~~~ÿÿÿ");
    for (Base64.Encoder encoder : List.of(Base64.getEncoder(), Base64.getUrlEncoder())) {
      for (int before = 0; before < 6; before++) {
        ByteArrayOutputStream plain = new ByteArrayOutputStream();
        plain.writeBytes(new byte[before]);
        plain.writeBytes(text);
        plain.writeBytes(bytes("the rest"));
        Files.write(folder.resolve("file"), encoder.encode(plain.toByteArray()));

        assertThat(new TextScan(List.of(text)).folder(folder).texts().get(0))
            .as("%d", before)
            .isTrue();
      }
    }
  }

  @Test
  void findsExactlyWhatAPlainSearchFinds() throws IOException {
    Random random = new Random(7);
    List<byte[]> texts = new ArrayList<>();
    for (int i = 0; i < 400; i++) {
      texts.add(ofFewLetters(random, TextScan.WINDOW + random.nextInt(4)));
    }
    TextScan scan = new TextScan(texts);
    for (int round = 0; round < 40; round++) {
      byte[] content = ofFewLetters(random, random.nextInt(2_000));
      Files.write(folder.resolve("file"), content);

      assertThat(scan.folder(folder).texts()).isEqualTo(plainSearch(texts, content));
    }
  }

  private static byte[] ofFewLetters(Random random, int length) {
    byte[] bytes = new byte[length];
    for (int i = 0; i < length; i++) {
      bytes[i] = (byte) (random.nextBoolean() ? 0 : -1);
    }
    return bytes;
  }

  private static BitSet plainSearch(List<byte[]> texts, byte[] content) {
    String whole = new String(content, StandardCharsets.ISO_8859_1);
    BitSet found = new BitSet();
    for (int i = 0; i < texts.size(); i++) {
      if (whole.contains(new String(texts.get(i), StandardCharsets.ISO_8859_1))) {
        found.set(i);
      }
    }
    return found;
  }

  @Test
  void findsTextsOfOnePrefixAndOfManyLengthsAcrossEveryEdge() throws IOException {
    List<byte[]> texts =
        List.of(
            bytes("the same beginning"),
            bytes("the same beginning and more"),
            bytes("the same beginning and much more"),
            bytes("a text that is longer than all of the others, by far: 0123456789"));
    TextScan scan = new TextScan(texts);
    for (int edge = 1; edge <= 3; edge++) {
      for (int shift = 0; shift <= 40; shift += 5) {
        ByteArrayOutputStream file = new ByteArrayOutputStream();
        file.writeBytes(new byte[edge * (1 << 20) - shift]);
        file.writeBytes(texts.get(1));
        Files.write(folder.resolve("file"), file.toByteArray());

        TextScan.Found found = scan.folder(folder);

        assertThat(found.texts())
            .as("%d, %d", edge, shift)
            .isEqualTo(BitSet.valueOf(new long[] {3}));
        assertThat(found.bytes()).isEqualTo(file.size());
      }
    }
  }

  @Test
  void refusesTextsThatMayBeAnywhere() {
    List<byte[]> tooShort = List.of(new byte[TextScan.WINDOW - 1]);

    assertThatThrownBy(() -> new TextScan(tooShort)).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void looksIntoEveryFolderAndSaysThatOneIsMissing() throws IOException {
    Path deep = Files.createDirectories(folder.resolve("a").resolve("b").resolve("c"));
    Files.write(deep.resolve("file"), TEXT);
    TextScan scan = new TextScan(List.of(TEXT));

    assertThat(scan.folder(folder).files()).containsExactly(Path.of("a", "b", "c", "file"));
    assertThatThrownBy(() -> scan.folder(folder.resolve("none")))
        .isInstanceOf(NoSuchFileException.class);
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
