package io.customerkey.cli.command;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.customerkey.cli.output.Column;
import io.customerkey.cli.output.Json;
import io.customerkey.crypto.id.MailboxId;
import io.customerkey.crypto.id.TenantId;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The directory of mailboxes and what protects each, for the tenant's admin. */
@Command(
    name = "mailbox",
    description = "Mailboxes: the directory, what protects each, and their mail.")
final class MailboxCommand {
  private final Context context;
  private final Mail mail;

  MailboxCommand(Context context, Mail mail) {
    this.context = context;
    this.mail = mail;
  }

  @Command(name = "create", description = "Create a mailbox.")
  void create(
      @Parameters(paramLabel = "NAME", description = "For example an address.") String name,
      @Option(names = "--id", paramLabel = "UUID", description = "Default: a random one.")
          @Nullable String id,
      @Option(
              names = "--kind",
              paramLabel = "KIND",
              defaultValue = "user",
              description = "user, mail-user or shared (default: ${DEFAULT-VALUE}).")
          String kind,
      @Option(
              names = "--licensed",
              negatable = true,
              defaultValue = "true",
              fallbackValue = "true",
              description = "User and mail-user mailboxes need a licence (default: they have one).")
          boolean licensed,
      @Option(names = "--policy", paramLabel = "POLICY", description = "Assigned at once.")
          @Nullable String policy) {
    MailboxId mailbox = new MailboxId(Ids.orRandom(Optional.ofNullable(id), context.random()));
    try (Session session = context.session()) {
      TenantId tenant = session.tenant();
      ObjectNode body =
          Json.object()
              .put("name", name)
              .put("kind", kind.toUpperCase(Locale.ROOT).replace('-', '_'))
              .put("licensed", licensed);
      if (policy != null) {
        body.put("policyId", session.policy(tenant, policy));
      }
      context
          .out()
          .object(session.admin(tenant).send("PUT", path(tenant) + "/" + mailbox, body).body());
    }
  }

  @Command(
      name = "assign",
      description =
          "Assign a policy; the encryptor follows in the background, the mail stays readable.")
  void assign(
      @Parameters(paramLabel = "MAILBOX", arity = "1..*", description = "Ids or names.")
          List<String> texts,
      @Option(
              names = "--policy",
              paramLabel = "POLICY",
              required = true,
              description = "Id or name.")
          String policy) {
    try (Session session = context.session()) {
      TenantId tenant = session.tenant();
      ObjectNode body = Json.object().put("policyId", session.policy(tenant, policy));
      List<String> mailboxes = new ArrayList<>();
      texts.forEach(text -> mailboxes.add(session.mailbox(tenant, text)));
      if (mailboxes.size() == 1) {
        String one = path(tenant) + "/" + mailboxes.getFirst() + "/assignment";
        context.out().object(session.admin(tenant).send("PUT", one, body).body());
      } else {
        body.set("mailboxIds", Json.array(mailboxes));
        String all = "/tenants/" + tenant + "/assignments";
        context.out().object(session.admin(tenant).send("POST", all, body).body());
      }
    }
  }

  @Command(name = "list", description = "List mailboxes and how far each follows its assignment.")
  void list(
      @Option(names = "--policy", paramLabel = "POLICY", description = "Only those assigned to it.")
          @Nullable String policy,
      @Option(names = "--state", paramLabel = "STATE", description = "Only PENDING or APPLIED.")
          @Nullable String state) {
    try (Session session = context.session()) {
      TenantId tenant = session.tenant();
      List<String> query = new ArrayList<>();
      if (policy != null) {
        query.add("policy=" + session.policy(tenant, policy));
      }
      if (state != null) {
        query.add("state=" + Session.encoded(state.toUpperCase(Locale.ROOT)));
      }
      String path = query.isEmpty() ? path(tenant) : path(tenant) + "?" + String.join("&", query);
      context
          .out()
          .list(
              Session.all(session.admin(tenant), path),
              Column.of("ID", "/id"),
              Column.of("NAME", "/name"),
              Column.of("KIND", "/kind"),
              Column.of("POLICY", "/assignment/policyId"),
              Column.of("STATE", "/assignment/state"));
    }
  }

  @Command(
      name = "show",
      description = "Show a mailbox, its assignment, and its statistics: what really protects it.")
  void show(@Parameters(paramLabel = "MAILBOX", description = "Id or name.") String text) {
    try (Session session = context.session()) {
      TenantId tenant = session.tenant();
      String mailbox = session.mailbox(tenant, text);
      ObjectNode shown = Json.object();
      shown.setAll((ObjectNode) session.admin(tenant).get(path(tenant) + "/" + mailbox));
      try (var client = session.statistics(tenant)) {
        shown.set("statistics", StatisticsJson.of(client.statistics(MailboxId.parse(mailbox))));
      }
      context.out().object(shown);
    }
  }

  @Command(
      name = "import",
      description = {
        "Store every .eml file of a folder, byte for byte.",
        "An item's id is derived from the mailbox's id and the file's path in the folder (SHA-256), so importing"
            + " the same folder again stores the same items again."
      })
  void importMail(
      @Parameters(paramLabel = "MAILBOX", description = "Id or name.") String text,
      @Parameters(paramLabel = "DIR", description = "With its sub-folders; or one .eml file.")
          Path folder,
      @Option(
              names = "--folder",
              paramLabel = "NAME",
              defaultValue = "Inbox",
              description = "Folder the items get (default: ${DEFAULT-VALUE}).")
          String name,
      @Option(
              names = "--parallel",
              paramLabel = "N",
              defaultValue = "4",
              description = "How many at a time (default: ${DEFAULT-VALUE}).")
          int parallel)
      throws IOException {
    mail.store(text, folder, name, parallel);
  }

  @Command(name = "export", description = "Write every item to a folder, byte for byte.")
  void exportMail(
      @Parameters(paramLabel = "MAILBOX", description = "Id or name.") String text,
      @Parameters(paramLabel = "DIR", description = "Made where missing.") Path folder,
      @Option(
              names = "--parallel",
              paramLabel = "N",
              defaultValue = "4",
              description = "How many at a time (default: ${DEFAULT-VALUE}).")
          int parallel)
      throws IOException {
    mail.export(text, folder, parallel);
  }

  @Command(name = "items", description = "List the items of a mailbox.")
  void items(@Parameters(paramLabel = "MAILBOX", description = "Id or name.") String text) {
    mail.items(text);
  }

  @Command(name = "delete-item", description = "Delete an item.")
  void deleteItem(
      @Parameters(paramLabel = "MAILBOX", description = "Id or name.") String text,
      @Parameters(paramLabel = "ITEM", description = "Id.") String item) {
    mail.delete(text, item);
  }

  private static String path(TenantId tenant) {
    return "/tenants/" + tenant + "/mailboxes";
  }
}
