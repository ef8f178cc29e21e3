package io.customerkey.cli.mail;

import static org.assertj.core.api.Assertions.assertThat;

import io.customerkey.crypto.id.Id128;
import io.customerkey.crypto.id.MailboxId;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

final class ImportIdTest {
  private static final MailboxId MAILBOX = new MailboxId(new Id128(1, 2));

  @Test
  void isTheSameForTheSamePathInTheSameMailbox() {
    assertThat(ImportId.of(MAILBOX, Path.of("a", "b.eml")))
        .isEqualTo(ImportId.of(MAILBOX, Path.of("a/b.eml")))
        .isNotEqualTo(ImportId.of(MAILBOX, Path.of("ab.eml")))
        .isNotEqualTo(ImportId.of(new MailboxId(new Id128(1, 3)), Path.of("a/b.eml")));
  }

  /** Computed with coreutils' sha256sum over label, 16 bytes and path. */
  @Test
  void isTheBeginningOfTheDocumentedHash() {
    assertThat(ImportId.of(MAILBOX, Path.of("inbox/1.eml")).toString())
        .isEqualTo("69807b50-9b7b-f6d1-8e2c-910b846d75a5");
  }
}
