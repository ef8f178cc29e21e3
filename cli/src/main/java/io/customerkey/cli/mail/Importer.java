package io.customerkey.cli.mail;

import io.customerkey.client.Content;
import io.customerkey.client.MailboxClient;
import io.customerkey.client.NewItem;
import io.customerkey.crypto.id.MailboxId;
import io.customerkey.protocol.common.v1.Purpose;
import io.customerkey.protocol.exchange.v1.ItemKind;
import io.customerkey.protocol.exchange.v1.ItemProperties;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;

/** Puts every message of a folder into a mailbox, byte for byte, some at a time. */
public final class Importer {
  /** Name of the property that keeps where a message lay in the imported folder. */
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
   * @param mail the folder
   * @param parallel how many at a time
   * @param progress hears of each
   * @return how many, and their bytes
   * @throws IOException when a file cannot be read
   */
  public Transfer run(MailFolder mail, int parallel, Progress progress) throws IOException {
    List<Path> messages = mail.messages();
    List<Callable<Long>> puts =
        messages.stream().<Callable<Long>>map(path -> () -> put(mail.root(), path)).toList();
    return Transfer.of(puts, parallel, progress);
  }

  private long put(Path root, Path path) throws IOException {
    Path file = root.resolve(path);
    ItemProperties properties =
        MailHeaders.read(file).toBuilder()
            .setFolder(folder)
            .putOther(PATH, ImportId.text(path))
            .build();
    NewItem item =
        new NewItem(
            mailbox,
            ImportId.of(mailbox, path),
            ItemKind.ITEM_KIND_MAIL,
            Purpose.PURPOSE_USER_WRITE,
            properties);
    client.put(item, Content.of(file));
    return Files.size(file);
  }
}
