package io.customerkey.cli.mail;

import io.customerkey.cli.transfer.Counted;
import io.customerkey.cli.transfer.Move;
import io.customerkey.cli.transfer.Progress;
import io.customerkey.cli.transfer.Transfer;
import io.customerkey.client.Content;
import io.customerkey.client.MailboxClient;
import io.customerkey.client.NewItem;
import io.customerkey.crypto.id.MailboxId;
import io.customerkey.protocol.common.v1.Purpose;
import io.customerkey.protocol.exchange.v1.ItemKind;
import io.customerkey.protocol.exchange.v1.ItemProperties;
import java.io.IOException;
import java.util.List;

/** Puts messages into a mailbox, byte for byte, some at a time. */
public final class Importer {
  /** Name of the property that keeps where a message lay in what was imported. */
  static final String PATH = "import-path";

  private final MailboxClient client;
  private final MailboxId mailbox;
  private final String folder;

  /**
   * An importer into one mailbox.
   *
   * @param client of a workload that may write
   * @param mailbox where to
   * @param folder folder path that the items get
   */
  public Importer(MailboxClient client, MailboxId mailbox, String folder) {
    this.client = client;
    this.mailbox = mailbox;
    this.folder = folder;
  }

  /**
   * Imports them all, or fails with the first refusal; what was stored until then stays, and
   * importing again goes on.
   *
   * @param messages each read twice: once to know it, once to store it
   * @param parallel how many at a time
   * @param progress hears of each
   * @return how many, and their bytes
   * @throws IOException when a message cannot be read
   */
  public Transfer run(List<Message> messages, int parallel, Progress progress) throws IOException {
    return Transfer.of(
        messages.stream()
            .map(message -> new Move(message.path(), message.size(), heard -> put(message, heard)))
            .toList(),
        parallel,
        progress);
  }

  private long put(Message message, Progress progress) throws IOException {
    Fingerprint known = Fingerprint.of(message);
    ItemProperties properties =
        known.properties().toBuilder().setFolder(folder).putOther(PATH, message.path()).build();
    NewItem item =
        new NewItem(
            mailbox,
            ImportId.of(mailbox, folder, message.path(), known.sha256()),
            ItemKind.ITEM_KIND_MAIL,
            Purpose.PURPOSE_USER_WRITE,
            properties);
    client.put(
        item, Counted.content(new Content.Repeatable(known.length(), message::open), progress));
    return known.length();
  }
}
