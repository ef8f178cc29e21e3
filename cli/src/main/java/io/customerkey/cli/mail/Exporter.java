package io.customerkey.cli.mail;

import io.customerkey.client.MailboxClient;
import io.customerkey.client.StoredItem;
import io.customerkey.crypto.id.MailboxId;
import io.customerkey.protocol.common.v1.Purpose;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.Callable;

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
   * @return how many, and their bytes
   * @throws IOException when a file cannot be written
   */
  public Transfer run(Path target, int parallel, Progress progress) throws IOException {
    Path root = target.toAbsolutePath().normalize();
    Files.createDirectories(root);
    List<Callable<Long>> gets = new ArrayList<>();
    Iterator<StoredItem> items = client.list(mailbox, Purpose.PURPOSE_USER_READ);
    items.forEachRemaining(item -> gets.add(() -> get(root, item)));
    return Transfer.of(gets, parallel, progress);
  }

  private long get(Path root, StoredItem item) throws IOException {
    Path file = file(root, item);
    Files.createDirectories(parent(file));
    Path partial = Files.createTempFile(parent(file), ".ck-", ".part");
    try {
      try (OutputStream sink = Files.newOutputStream(partial)) {
        client.get(mailbox, item.id(), Purpose.PURPOSE_USER_READ, sink);
      }
      Files.move(partial, file, StandardCopyOption.REPLACE_EXISTING);
    } finally {
      Files.deleteIfExists(partial);
    }
    return item.length();
  }

  /** The name comes from stored properties: it must not lead out of the folder. */
  static Path file(Path root, StoredItem item) {
    Path own = root.resolve(item.id() + ".eml");
    String name = item.properties().getOtherOrDefault(Importer.PATH, "");
    if (name.isEmpty()) {
      return own;
    }
    try {
      Path named = root.resolve(name).normalize();
      return named.startsWith(root) && !named.equals(root) ? named : own;
    } catch (InvalidPathException e) {
      return own;
    }
  }

  private static Path parent(Path file) throws IOException {
    Path parent = file.getParent();
    if (parent == null) {
      throw new IOException("no folder for " + file);
    }
    return parent;
  }
}
