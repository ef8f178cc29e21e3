package io.customerkey.cli.demo;

import io.customerkey.cli.failure.CkException;
import io.customerkey.cli.mail.ImportId;
import io.customerkey.cli.mail.Importer;
import io.customerkey.cli.mail.MailFolder;
import io.customerkey.cli.mail.MailHeaders;
import io.customerkey.cli.mail.MboxForm;
import io.customerkey.cli.mail.Message;
import io.customerkey.cli.transfer.Progress;
import io.customerkey.cli.transfer.Transfer;
import io.customerkey.client.MailboxClient;
import io.customerkey.crypto.id.ItemId;
import io.customerkey.crypto.id.MailboxId;
import io.customerkey.protocol.common.v1.Purpose;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/** The mail of the story, as it lies in its folder. */
final class Letters {
  static final String INBOX = "Inbox";
  private static final int AT_A_TIME = 4;

  private final List<Message> messages;

  private Letters(List<Message> messages) {
    this.messages = messages;
  }

  static Letters in(Path path) throws IOException {
    List<Message> messages = MailFolder.of(path, MboxForm.MBOXRD).messages();
    if (messages.isEmpty()) {
      throw CkException.local(
          "there is no mail in " + path, "Name a folder that holds .eml or .mbox files.");
    }
    return new Letters(messages);
  }

  int count() {
    return messages.size();
  }

  void addTexts(KnownTexts texts) throws IOException {
    for (Message message : messages) {
      texts.addLabel(MailHeaders.read(message).getSubject());
      try (InputStream content = message.open()) {
        texts.addLines(content);
      }
    }
  }

  Transfer store(MailboxClient client, MailboxId mailbox, Progress progress) throws IOException {
    return new Importer(client, mailbox, INBOX).run(messages, AT_A_TIME, progress);
  }

  /** Stores one message. */
  void storeOne(MailboxClient client, MailboxId mailbox, Progress progress) throws IOException {
    new Importer(client, mailbox, INBOX).run(messages.subList(0, 1), 1, progress);
  }

  ItemId idOfOne(MailboxId mailbox, int number) throws IOException {
    return ImportId.of(mailbox, INBOX, one(number));
  }

  /** Reads every message and compares all of its bytes. */
  void compareAll(MailboxClient client, MailboxId mailbox) throws IOException {
    for (int i = 0; i < messages.size(); i++) {
      compareOne(client, mailbox, i);
    }
  }

  /** Reads one message and compares all of its bytes. */
  void compareOne(MailboxClient client, MailboxId mailbox, int number) throws IOException {
    Message message = one(number);
    ItemId item = idOfOne(mailbox, number);
    ByteArrayOutputStream read = new ByteArrayOutputStream();
    client.get(mailbox, item, Purpose.PURPOSE_USER_READ, read);
    try (InputStream original = message.open()) {
      StepFailed.unless(
          Arrays.equals(read.toByteArray(), original.readAllBytes()),
          message.path() + " came back changed");
    }
  }

  private Message one(int number) {
    return messages.get(Math.floorMod(number, messages.size()));
  }
}
