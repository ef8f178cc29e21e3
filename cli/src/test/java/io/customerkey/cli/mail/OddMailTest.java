package io.customerkey.cli.mail;

import static org.assertj.core.api.Assertions.assertThat;

import io.customerkey.cli.Repository;
import io.customerkey.protocol.exchange.v1.ItemProperties;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Headers of messages that break the rules, from the shared corpus. */
final class OddMailTest {

  @TestFactory
  List<DynamicTest> survivesEveryMessageOfTheCorpus() throws IOException {
    Path corpus = Repository.shared().resolve("data/mail");
    if (!Files.isDirectory(corpus)) {
      if ("true".equals(System.getenv("CI"))) {
        return List.of(
            DynamicTest.dynamicTest(
                "mail", () -> Assertions.fail("CK_SHARED has no mail, which CI needs")));
      }
      System.out.println("left out: odd mail (CK_SHARED not found)");
      return List.of();
    }
    MailFolder folder = MailFolder.of(corpus, MboxForm.MBOXRD);
    return folder.messages().stream()
        .map(message -> DynamicTest.dynamicTest(message.path(), () -> check(message)))
        .toList();
  }

  private static void check(Message message) throws IOException {
    ItemProperties properties = MailHeaders.read(message);

    assertThat(properties.getSubject()).doesNotContain("\n", "\r", "\0");
    switch (message.path()) {
      case "intl.eml" -> {
        assertThat(properties.getSubject())
            .isEqualTo("If you can read this you understand the example... so, cool!");
        assertThat(properties.getSender()).isEqualTo("Keith Moore <moore@cs.utk.edu>");
        assertThat(properties.getRecipientsList())
            .containsExactly(
                "Keld Jørn Simonsen <keld@dkuug.dk>",
                "André Pirard <PIRARD@vm1.ulg.ac.be>",
                "Patrik Fältström <paf@nada.kth.se>");
      }
      case "lennie.eml" -> assertThat(properties.getSubject()).isEqualTo("Test Mail Again");
      case "malformedHeader-nocrlfcrlf.eml" ->
          assertThat(properties.getSubject()).isEqualTo("this is a subject");
      default -> assertThat(properties.getSerializedSize()).isLessThan(100_000);
    }
  }
}
