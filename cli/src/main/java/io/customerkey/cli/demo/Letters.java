package io.customerkey.cli.demo;

import io.customerkey.cli.failure.CkException;
import io.customerkey.cli.mail.ImportId;
import io.customerkey.cli.mail.Importer;
import io.customerkey.cli.mail.MailFolder;
import io.customerkey.cli.mail.MailHeaders;
import io.customerkey.cli.mail.MboxForm;
import io.customerkey.cli.mail.Message;
import io.customerkey.cli.transfer.Move;
import io.customerkey.cli.transfer.Progress;
import io.customerkey.cli.transfer.Transfer;
import io.customerkey.client.MailboxClient;
import io.customerkey.crypto.id.ItemId;
import io.customerkey.crypto.id.MailboxId;
import io.customerkey.protocol.common.v1.Purpose;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
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
      throw CkException.local("there is no mail in " + path, MailFolder.WANTED);
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
  Transfer compareAll(MailboxClient client, MailboxId mailbox, Progress progress)
      throws IOException {
    List<Move> moves =
        messages.stream()
            .map(message ->
                new Move(
                    message.path(),
                    message.size(),
                    heard -> {
                      long read = compare(client, mailbox, message);
                      heard.bytes(read);
                      return read;
                    }))
            .toList();
    return Transfer.of(moves, AT_A_TIME, progress);
  }

  /** Reads one message and compares all of its bytes. */
  void compareOne(MailboxClient client, MailboxId mailbox, int number) throws IOException {
    compare(client, mailbox, one(number));
  }

  private static long compare(MailboxClient client, MailboxId mailbox, Message message)
      throws IOException {
    try (InputStream original = new BufferedInputStream(message.open());
        Comparison comparison = new Comparison(original)) {
      long length =
          client
              .get(
                  mailbox,
                  ImportId.of(mailbox, INBOX, message),
                  Purpose.PURPOSE_USER_READ,
                  comparison)
              .length();
      StepFailed.unless(comparison.isSame(), message.path() + " came back changed");
      return length;
    }
  }

  private Message one(int number) {
    return messages.get(Math.floorMod(number, messages.size()));
  }
}
