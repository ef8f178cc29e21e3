package io.customerkey.cli.mail;

import static org.assertj.core.api.Assertions.assertThat;

import io.customerkey.crypto.Bytes;
import io.customerkey.crypto.id.Id128;
import io.customerkey.crypto.id.ItemId;
import io.customerkey.crypto.id.MailboxId;
import org.junit.jupiter.api.Test;

final class ImportIdTest {
  private static final MailboxId MAILBOX = new MailboxId(new Id128(1, 2));

  private static final Bytes ONE = Bytes.copyOf(new byte[32]);
  private static final Bytes OTHER = Bytes.copyOf(new byte[33]);

  @Test
  void isTheSameForTheSameMessageAtTheSamePlace() {
    ItemId id = ImportId.of(MAILBOX, "Inbox", "a/b.eml", ONE);

    assertThat(ImportId.of(MAILBOX, "Inbox", "a/b.eml", ONE)).isEqualTo(id);
    assertThat(ImportId.of(MAILBOX, "Inbox", "ab.eml", ONE)).isNotEqualTo(id);
    assertThat(ImportId.of(MAILBOX, "Archive", "a/b.eml", ONE)).isNotEqualTo(id);
    assertThat(ImportId.of(new MailboxId(new Id128(1, 3)), "Inbox", "a/b.eml", ONE))
        .isNotEqualTo(id);
  }

  @Test
  void isAnotherForOtherContentSoThatNothingIsReplaced() {
    assertThat(ImportId.of(MAILBOX, "Inbox", "1.eml", ONE))
        .isNotEqualTo(ImportId.of(MAILBOX, "Inbox", "1.eml", OTHER));
  }

  /** Computed with coreutils' sha256sum over label, 16 bytes, 32 zeros, folder, zero and path. */
  @Test
  void isTheBeginningOfTheDocumentedHash() {
    assertThat(ImportId.of(MAILBOX, "Inbox", "inbox/1.eml", ONE).toString())
        .isEqualTo("4015dce3-714a-a9b8-e8a0-4f6d28cd4d9d");
  }
}
