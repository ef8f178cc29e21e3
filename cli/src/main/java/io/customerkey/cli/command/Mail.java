package io.customerkey.cli.command;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.customerkey.cli.mail.Exporter;
import io.customerkey.cli.mail.Importer;
import io.customerkey.cli.mail.MailFolder;
import io.customerkey.cli.mail.Transfer;
import io.customerkey.cli.output.Column;
import io.customerkey.cli.output.Json;
import io.customerkey.client.MailboxClient;
import io.customerkey.client.StoredItem;
import io.customerkey.crypto.id.ItemId;
import io.customerkey.crypto.id.MailboxId;
import io.customerkey.crypto.id.TenantId;
import io.customerkey.protocol.common.v1.Purpose;
import io.customerkey.protocol.exchange.v1.ItemProperties;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;

/** The mail in mailboxes, for a workload. */
final class Mail {
  private final Context context;

  Mail(Context context) {
    this.context = context;
  }

  void store(String text, Path folder, String name, int parallel) throws IOException {
    MailFolder mail = MailFolder.of(folder);
    try (Session session = context.session()) {
      TenantId tenant = session.tenant();
      MailboxId mailbox = MailboxId.parse(session.mailbox(tenant, text));
      try (MailboxClient client = session.mail(tenant)) {
        Rate rate = new Rate(context, "stored");
        Transfer moved =
            new Importer(client, mailbox, name).run(mail, bounded(parallel), rate::moved);
        report("stored", mailbox, moved, rate);
      }
    }
  }

  void export(String text, Path folder, int parallel) throws IOException {
    try (Session session = context.session()) {
      TenantId tenant = session.tenant();
      MailboxId mailbox = MailboxId.parse(session.mailbox(tenant, text));
      try (MailboxClient client = session.mail(tenant)) {
        Rate rate = new Rate(context, "written");
        report(
            "written",
            mailbox,
            new Exporter(client, mailbox).run(folder, bounded(parallel), rate::moved),
            rate);
      }
    }
  }

  void items(String text) {
    try (Session session = context.session()) {
      TenantId tenant = session.tenant();
      MailboxId mailbox = MailboxId.parse(session.mailbox(tenant, text));
      ArrayNode items = Json.array();
      try (MailboxClient client = session.mail(tenant)) {
        client
            .list(mailbox, Purpose.PURPOSE_USER_READ)
            .forEachRemaining(item -> items.add(json(item)));
      }
      context
          .out()
          .list(
              items,
              Column.of("ID", "/id"),
              Column.of("BYTES", "/bytes"),
              Column.of("SENT", "/sent"),
              Column.of("FROM", "/sender"),
              Column.of("SUBJECT", "/subject"));
    }
  }

  void delete(String text, String item) {
    ItemId id = new ItemId(Ids.parse(item));
    try (Session session = context.session()) {
      TenantId tenant = session.tenant();
      MailboxId mailbox = MailboxId.parse(session.mailbox(tenant, text));
      try (MailboxClient client = session.mail(tenant)) {
        boolean existed = client.delete(mailbox, id);
        context
            .out()
            .done(
                existed ? "deleted " + id : id + " was not there",
                Json.object().put("id", id.toString()).put("existed", existed));
      }
    }
  }

  private void report(String verb, MailboxId mailbox, Transfer moved, Rate rate) {
    Duration took = rate.elapsed();
    String sentence =
        String.format(
            Locale.ROOT,
            "%s %d items, %d bytes in %.1f s",
            verb,
            moved.items(),
            moved.bytes(),
            took.toMillis() / 1000.0);
    context
        .out()
        .done(
            sentence,
            Json.object()
                .put("mailboxId", mailbox.toString())
                .put("items", moved.items())
                .put("bytes", moved.bytes())
                .put("millis", took.toMillis()));
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
    return json;
  }

  private static int bounded(int parallel) {
    return Math.clamp(parallel, 1, 32);
  }
}
