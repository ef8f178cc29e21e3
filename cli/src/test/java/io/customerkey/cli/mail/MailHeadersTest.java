package io.customerkey.cli.mail;

import static org.assertj.core.api.Assertions.assertThat;

import io.customerkey.cli.Repository;
import io.customerkey.protocol.exchange.v1.ItemProperties;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class MailHeadersTest {

  private static ItemProperties parse(String message) {
    return MailHeaders.parse(message.replace("\n", "\r\n").getBytes(StandardCharsets.UTF_8));
  }

  @Test
  void readsSubjectPeopleAndTime() {
    ItemProperties properties =
        parse(
            """
            From: Ada Whitfield <ada@a.example>
            To: ben@a.example, "Mei, Tanaka" <mei@a.example>
            Cc: team: x@a.example, y@a.example;
            Subject: Bench
            Date: Mon, 02 Nov 2026 08:14:03 +0100

            Body
            """);

    assertThat(properties.getSubject()).isEqualTo("Bench");
    assertThat(properties.getSender()).isEqualTo("Ada Whitfield <ada@a.example>");
    assertThat(properties.getRecipientsList())
        .containsExactly(
            "ben@a.example", "Mei, Tanaka <mei@a.example>", "x@a.example", "y@a.example");
    assertThat(Instant.ofEpochSecond(properties.getSent().getSeconds()))
        .isEqualTo("2026-11-02T07:14:03Z");
  }

  @ParameterizedTest
  @CsvSource({
    "=?ISO-8859-1?Q?Andr=E9_?= Pirard, André Pirard",
    "=?utf-8?B?44GT44KT44Gr44Gh44Gv?=, こんにちは",
    "=?koi8-r?B?8NLJ18XU?=, Привет",
    "Grüße ohne Kodierung, Grüße ohne Kodierung",
    "=?no-such-charset?Q?odd?=, odd",
    "=?utf-8?Q?broken, =?utf-8?Q?broken",
  })
  void decodesSubjectsAndKeepsWhatItCannot(String written, String read) {
    assertThat(parse("Subject: " + written + "\n\n").getSubject()).isEqualTo(read);
  }

  @Test
  void unfoldsLongSubjects() {
    assertThat(parse("Subject: one\n two\n\tthree\n\n").getSubject()).isEqualTo("one two three");
  }

  @Test
  void keepsOddAddressesAsTheyAreWritten() {
    assertThat(parse("From: undisclosed senders (see below)\n\n").getSender())
        .contains("undisclosed senders");
  }

  @Test
  void leavesOutTimesThatAreNone() {
    assertThat(parse("Date: the day after tomorrow\n\nx").hasSent()).isFalse();
  }

  @Test
  void hasNothingToSayAboutWhatIsNoMessage() {
    byte[] noise = new byte[100_000];
    for (int i = 0; i < noise.length; i++) {
      noise[i] = (byte) (i * 31 + (i >> 8));
    }

    assertThat(MailHeaders.parse(noise).getSender()).isEmpty();
    assertThat(MailHeaders.parse(new byte[0])).isEqualTo(ItemProperties.getDefaultInstance());
  }

  @Test
  void boundsWhatItTakes() {
    String subject = "x".repeat(50_000);

    assertThat(parse("Subject: " + subject + "\n\n").getSubject()).hasSize(4_000);
  }

  @Test
  void readsTheSampleMail() throws IOException {
    List<Message> messages = MailFolder.of(Repository.sampleMail(), MboxForm.MBOXRD).messages();

    assertThat(messages).hasSizeGreaterThanOrEqualTo(20);
    for (Message message : messages) {
      ItemProperties properties = MailHeaders.read(message);
      assertThat(properties.getSubject()).as(message.path()).isNotEmpty().doesNotContain("=?");
      assertThat(properties.getSender()).as(message.path()).contains("@");
      assertThat(properties.getRecipientsCount()).as(message.path()).isPositive();
      assertThat(properties.hasSent()).as(message.path()).isTrue();
    }
  }
}
