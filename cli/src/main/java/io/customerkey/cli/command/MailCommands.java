package io.customerkey.cli.command;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.customerkey.cli.failure.CkException;
import io.customerkey.cli.mail.Exporter;
import io.customerkey.cli.mail.Importer;
import io.customerkey.cli.mail.MailFolder;
import io.customerkey.cli.mail.MboxForm;
import io.customerkey.cli.mail.Message;
import io.customerkey.cli.output.Column;
import io.customerkey.cli.output.Json;
import io.customerkey.cli.transfer.Export;
import io.customerkey.cli.transfer.ProgressBar;
import io.customerkey.cli.transfer.Transfer;
import io.customerkey.client.ItemFilter;
import io.customerkey.client.MailboxClient;
import io.customerkey.client.StoredItem;
import io.customerkey.crypto.id.ItemId;
import io.customerkey.crypto.id.MailboxId;
import io.customerkey.crypto.id.TenantId;
import io.customerkey.protocol.common.v1.Purpose;
import io.customerkey.protocol.exchange.v1.ItemProperties;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The mail in mailboxes, for a workload: the part of {@code ck mailbox} that touches content. */
abstract class MailCommands {
  private final Context context;
  private final Contents contents;

  MailCommands(Context context) {
    this.context = context;
    this.contents = new Contents(context);
  }

  /** What is done with an open mailbox. */
  @FunctionalInterface
  private interface Use {
    void of(MailboxClient client, MailboxId mailbox) throws IOException;
  }

  private void use(String text, Use use) throws IOException {
    try (Session session = context.session()) {
      TenantId tenant = session.tenant();
      MailboxId mailbox = MailboxId.parse(session.mailbox(tenant, text));
      try (MailboxClient client = session.mail(tenant)) {
        use.of(client, mailbox);
      }
    }
  }

  @Command(
      name = "import",
      description = {
        "Store every message of a folder's .eml and .mbox files, byte for byte.",
        "An item's id is derived from the mailbox's id, the message, its path and the folder (SHA-256): importing the"
            + " same mail again stores the same items again, and other mail never replaces it.",
        "In an mbox file each message follows a line 'From SENDER TIME', the first of the file or after an empty line;"
            + " lines of a message that begin with 'From ' are quoted as '>From '."
      })
  public void importMail(
      @Parameters(paramLabel = "MAILBOX", description = "Id or name.") String text,
      @Parameters(paramLabel = "PATH", description = "A folder with its sub-folders, or one file.")
          Path path,
      @Option(
              names = "--folder",
              paramLabel = "NAME",
              defaultValue = "Inbox",
              description = "Folder the items get (default: ${DEFAULT-VALUE}).")
          String folder,
      @Option(
              names = "--mbox",
              paramLabel = "FORM",
              defaultValue = "MBOXRD",
              description =
                  "How mbox files quote: mboxrd, or mboxo, which leaves '>>From ' as it is (default: mboxrd).")
          MboxForm form,
      @Option(
              names = "--parallel",
              paramLabel = "N",
              defaultValue = "4",
              description = "How many at a time, 1 to 32 (default: ${DEFAULT-VALUE}).")
          int parallel)
      throws IOException {
    int atATime = Contents.bounded(parallel);
    List<Message> messages = MailFolder.of(path, form).messages();
    if (messages.isEmpty()) {
      throw CkException.local("there is no mail in " + path, MailFolder.WANTED);
    }
    use(
        text,
        (client, mailbox) -> {
          ProgressBar bar = contents.bar("stored");
          Transfer moved = new Importer(client, mailbox, folder).run(messages, atATime, bar);
          ObjectNode object = Json.object().put("mailboxId", mailbox.toString());
          contents.moved("stored", "items", moved, bar.elapsed(), "", object);
        });
  }

  @Command(
      name = "export",
      description = {
        "Write every item to a folder, byte for byte, under the name it was imported from.",
        "Where that is taken or cannot be a file, or was none, it is ID.eml."
      })
  public void exportMail(
      @Parameters(paramLabel = "MAILBOX", description = "Id or name.") String text,
      @Parameters(paramLabel = "DIR", description = "Made where missing.") Path folder,
      @Option(
              names = "--parallel",
              paramLabel = "N",
              defaultValue = "4",
              description = "How many at a time, 1 to 32 (default: ${DEFAULT-VALUE}).")
          int parallel)
      throws IOException {
    int atATime = Contents.bounded(parallel);
    use(
        text,
        (client, mailbox) -> {
          ProgressBar bar = contents.bar("written");
          Export export = new Exporter(client, mailbox).run(folder, atATime, bar);
          ObjectNode object =
              Json.object().put("mailboxId", mailbox.toString()).put("renamed", export.renamed());
          String remark = Contents.renamed(export.renamed());
          contents.moved("written", "items", export.moved(), bar.elapsed(), remark, object);
        });
  }

  @Command(name = "items", description = "List the items of a mailbox.")
  public void items(
      @Parameters(paramLabel = "MAILBOX", description = "Id or name.") String text,
      @Option(names = "--deleted", description = "Deleted ones that can still be restored.")
          boolean deleted)
      throws IOException {
    ArrayNode items = Json.array();
    use(
        text,
        (client, mailbox) ->
            client
                .list(
                    mailbox,
                    deleted ? ItemFilter.DELETED : ItemFilter.LIVE,
                    Purpose.PURPOSE_USER_READ)
                .forEachRemaining(item -> items.add(json(item))));
    context
        .out()
        .list(
            items,
            Column.of("ID", "/id"),
            Column.of("BYTES", "/bytes"),
            deleted
                ? Column.of("RECOVERABLE UNTIL", "/recoverableUntil")
                : Column.of("SENT", "/sent"),
            Column.of("FROM", "/sender"),
            Column.of("SUBJECT", "/subject"));
  }

  @Command(
      name = "delete-item",
      description = "Delete an item; it can be restored for 30 days, or what the provider set.")
  public void deleteItem(
      @Parameters(paramLabel = "MAILBOX", description = "Id or name.") String text,
      @Parameters(paramLabel = "ITEM", description = "Id.") String item)
      throws IOException {
    ItemId id = new ItemId(Ids.parse(item));
    use(
        text,
        (client, mailbox) ->
            contents.deleted(id.toString(), id.toString(), client.delete(mailbox, id)));
  }

  @Command(name = "restore-item", description = "Bring a deleted item back.")
  public void restoreItem(
      @Parameters(paramLabel = "MAILBOX", description = "Id or name.") String text,
      @Parameters(paramLabel = "ITEM", description = "Id: 'ck mailbox items --deleted'.")
          String item)
      throws IOException {
    ItemId id = new ItemId(Ids.parse(item));
    use(
        text,
        (client, mailbox) -> {
          client.restore(mailbox, id);
          contents.restored(id.toString(), id.toString());
        });
  }

  private static ObjectNode json(StoredItem item) {
    ItemProperties properties = item.properties();
    ObjectNode json =
        Json.object()
            .put("id", item.id().toString())
            .put("kind", item.kind().name().substring("ITEM_KIND_".length()))
            .put("bytes", item.length())
            .put("version", item.version())
            .put("stored", item.stored().toString())
            .put("subject", properties.getSubject())
            .put("sender", properties.getSender())
            .put("folder", properties.getFolder());
    json.set("recipients", Json.array(properties.getRecipientsList()));
    if (properties.hasSent()) {
      json.put("sent", Instant.ofEpochSecond(properties.getSent().getSeconds()).toString());
    }
    Contents.put(json, item.deletion());
    return json;
  }
}
