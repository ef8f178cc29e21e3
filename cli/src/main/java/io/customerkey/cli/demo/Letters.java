package io.customerkey.cli.demo;

import io.customerkey.cli.mail.ImportId;
import io.customerkey.cli.mail.Importer;
import io.customerkey.cli.mail.MailFolder;
import io.customerkey.cli.mail.Transfer;
import io.customerkey.client.MailboxClient;
import io.customerkey.crypto.id.ItemId;
import io.customerkey.crypto.id.MailboxId;
import io.customerkey.protocol.common.v1.Purpose;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/** The mail of the story, as it lies in its folder. */
final class Letters {
  private final MailFolder folder;
  private final List<Path> paths;

  private Letters(MailFolder folder, List<Path> paths) {
    this.folder = folder;
    this.paths = paths;
  }

  static Letters in(Path path) throws IOException {
    MailFolder folder = MailFolder.of(path);
    List<Path> paths = folder.messages();
    StepFailed.unless(!paths.isEmpty(), "there are no .eml files in " + path);
    return new Letters(folder, paths);
  }

  int count() {
    return paths.size();
  }

  List<Path> files() {
    return paths.stream().map(folder.root()::resolve).toList();
  }

  Transfer store(MailboxClient client, MailboxId mailbox) throws IOException {
    return new Importer(client, mailbox, "Inbox").run(folder, 4, (_, _) -> {});
  }

  /** Reads every message and compares all of its bytes. */
  void compareAll(MailboxClient client, MailboxId mailbox) throws IOException {
    for (Path path : paths) {
      compare(client, mailbox, path);
    }
  }

  /** Reads one message and compares all of its bytes. */
  void compareOne(MailboxClient client, MailboxId mailbox, int number) throws IOException {
    compare(client, mailbox, paths.get(Math.floorMod(number, paths.size())));
  }

  private void compare(MailboxClient client, MailboxId mailbox, Path path) throws IOException {
    ItemId item = ImportId.of(mailbox, path);
    ByteArrayOutputStream read = new ByteArrayOutputStream();
    client.get(mailbox, item, Purpose.PURPOSE_USER_READ, read);
    StepFailed.unless(
        Arrays.equals(read.toByteArray(), Files.readAllBytes(folder.root().resolve(path))),
        path + " came back changed");
  }
}
