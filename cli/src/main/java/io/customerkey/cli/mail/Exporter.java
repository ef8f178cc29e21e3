package io.customerkey.cli.mail;

import io.customerkey.cli.transfer.Counted;
import io.customerkey.cli.transfer.Destinations;
import io.customerkey.cli.transfer.Export;
import io.customerkey.cli.transfer.Move;
import io.customerkey.cli.transfer.Progress;
import io.customerkey.cli.transfer.Transfer;
import io.customerkey.client.MailboxClient;
import io.customerkey.client.StoredItem;
import io.customerkey.client.WholeFile;
import io.customerkey.crypto.id.MailboxId;
import io.customerkey.protocol.common.v1.Purpose;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;

/**
 * Writes every item of a mailbox to a folder, byte for byte: under the name it was imported from,
 * else as {@code ID.eml}. A file appears when it is whole.
 */
public final class Exporter {
  private final MailboxClient client;
  private final MailboxId mailbox;

  /**
   * An exporter of one mailbox.
   *
   * @param client of a workload that may read
   * @param mailbox where from
   */
  public Exporter(MailboxClient client, MailboxId mailbox) {
    this.client = client;
    this.mailbox = mailbox;
  }

  /**
   * Exports them all, or fails with the first refusal.
   *
   * @param target made where missing; files of the same name are replaced
   * @param parallel how many at a time
   * @param progress hears of each
   * @return how many, their bytes, and how many could not keep their names
   * @throws IOException when a file cannot be written
   */
  public Export run(Path target, int parallel, Progress progress) throws IOException {
    Path root = target.toAbsolutePath().normalize();
    Files.createDirectories(root);
    Destinations destinations = new Destinations(root);
    List<Move> moves = new ArrayList<>();
    Iterator<StoredItem> items = client.list(mailbox, Purpose.PURPOSE_USER_READ);
    items.forEachRemaining(item -> {
      String wished = item.properties().getOtherOrDefault(Importer.PATH, "");
      Path file = destinations.of(wished, item.id() + ".eml");
      moves.add(new Move(item.id().toString(), item.length(), heard -> get(file, item, heard)));
    });
    return new Export(Transfer.of(moves, parallel, progress), destinations.renamed());
  }

  private long get(Path file, StoredItem item, Progress progress) throws IOException {
    return WholeFile.write(
            file,
            sink ->
                client.get(
                    mailbox, item.id(), Purpose.PURPOSE_USER_READ, Counted.sink(sink, progress)))
        .length();
  }
}
