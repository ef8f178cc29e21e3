package io.customerkey.cli.mail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.customerkey.cli.failure.CkException;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class MboxFileTest {
  private static final String FROM = "From ada@example.org Mon Nov 16 09:30:00 2026\n";

  @TempDir private Path folder;

  private List<String> read(String mbox, MboxForm form) throws IOException {
    Path file = folder.resolve("old.mbox");
    Files.writeString(file, mbox, StandardCharsets.ISO_8859_1);
    List<String> texts = new ArrayList<>();
    for (Message message : MailFolder.of(file, form).messages()) {
      try (InputStream in = message.open()) {
        texts.add(new String(in.readAllBytes(), StandardCharsets.ISO_8859_1));
      }
    }
    return texts;
  }

  @Test
  void takesTheMessagesApart() throws IOException {
    String mbox = FROM + "Subject: 1\n\none\n\n" + FROM + "Subject: 2\n\ntwo\n\n\n" + FROM + "a: b";

    assertThat(read(mbox, MboxForm.MBOXRD))
        .containsExactly("Subject: 1\n\none\n", "Subject: 2\n\ntwo\n\n", "a: b");
  }

  @Test
  void leavesLineEndsAsTheyAre() throws IOException {
    String from = FROM.replace("\n", "\r\n");

    assertThat(read(from + "a: b\r\n\r\nc\r\n\r\n" + from + "d: e\r\n", MboxForm.MBOXRD))
        .containsExactly("a: b\r\n\r\nc\r\n", "d: e\r\n");
  }

  @ParameterizedTest
  @CsvSource({
    "MBOXRD, '>From here', 'From here'",
    "MBOXRD, '>>From here', '>From here'",
    "MBOXRD, '>>>From here', '>>From here'",
    "MBOXRD, '>Fromage', '>Fromage'",
    "MBOXRD, '> From here', '> From here'",
    "MBOXRD, 'x>From here', 'x>From here'",
    "MBOXO, '>From here', 'From here'",
    "MBOXO, '>>From here', '>>From here'",
    "MBOXRD, '>', '>'",
    "MBOXRD, '>>Fro', '>>Fro'",
    "MBOXRD, 'Fro', 'Fro'",
  })
  void takesOneMarkFromAQuotedLine(MboxForm form, String quoted, String plain) throws IOException {
    assertThat(read(FROM + "a: b\n\n" + quoted + "\nend\n" + quoted, form))
        .containsExactly("a: b\n\n" + plain + "\nend\n" + plain);
  }

  @ParameterizedTest
  @ValueSource(ints = {65_530, 65_535, 65_536, 65_537, 131_072})
  void findsQuotationsAcrossBuffers(int length) throws IOException {
    String head = "a: b\n\n" + "x".repeat(length - 7) + "\n";

    assertThat(read(FROM + head + ">>From here\n", MboxForm.MBOXRD))
        .containsExactly(head + ">From here\n");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "1 | 'Subject: no mbox\n\nat all\n'",
        "1 | ''",
        "4 | 'From a@b Mon Nov 16 09:30:00 2026\na: b\n\nFrom here on it was unquoted\n'",
        "4 | 'From a@b Mon Nov 16 09:30:00 2026\na: b\nc\nFrom a@b Mon Nov 16 09:30:00 2026\n'",
        "3 | 'From a@b Mon Nov 16 09:30:00 2026\n\n'",
        "1 | 'From '",
      })
  void namesTheLineWhereItIsMalformed(int line, String mbox) {
    assertThatThrownBy(() -> read(mbox, MboxForm.MBOXRD))
        .isInstanceOf(CkException.class)
        .hasMessageContaining("old.mbox")
        .hasMessageContaining("line " + line + ":");
  }

  @Test
  void namesEachMessageByItsPlaceInTheFile() throws IOException {
    Files.createDirectories(folder.resolve("a"));
    Files.writeString(folder.resolve("a/one.mbox"), FROM + "a: b\n\n" + FROM + "c: d\n");
    Files.writeString(folder.resolve("two.eml"), "e: f\n");

    assertThat(MailFolder.of(folder, MboxForm.MBOXRD).messages())
        .extracting(Message::path)
        .containsExactly("a/one.mbox/000001.eml", "a/one.mbox/000002.eml", "two.eml");
  }

  @Test
  void keepsOnlyPlacesOfALargeFile() throws IOException {
    Path file = folder.resolve("large.mbox");
    byte[] body = ("line of a body\n".repeat(7_000) + "\n").getBytes(StandardCharsets.US_ASCII);
    try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(file))) {
      for (int i = 0; i < 1_000; i++) {
        out.write((FROM + "a: " + i + "\n\n").getBytes(StandardCharsets.US_ASCII));
        out.write(body);
      }
    }

    List<Message> messages = MailFolder.of(file, MboxForm.MBOXRD).messages();

    assertThat(messages).hasSize(1_000);
    try (InputStream last = messages.getLast().open()) {
      assertThat(new String(last.readNBytes(6), StandardCharsets.US_ASCII)).isEqualTo("a: 999");
    }
  }
}
