package io.customerkey.cli.command;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.customerkey.cli.output.Column;
import io.customerkey.cli.output.Json;
import io.customerkey.crypto.id.MailboxId;
import io.customerkey.crypto.id.TenantId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The directory of mailboxes and what protects each, for the tenant's admin. */
@Command(
    name = "mailbox",
    description = "Mailboxes: the directory, what protects each, and their mail.")
final class MailboxCommand extends MailCommands {
  private final Context context;

  MailboxCommand(Context context) {
    super(context);
    this.context = context;
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
      @Option(
              names = "--policy",
              paramLabel = "POLICY",
              description = "Assigned at once (default: the provider-managed one).")
          @Nullable String policy) {
    MailboxId mailbox = new MailboxId(Ids.orRandom(Optional.ofNullable(id), context.random()));
    try (Session session = context.session()) {
      TenantId tenant = session.tenant();
      ObjectNode body =
          Json.object().put("name", name).put("kind", Query.word(kind)).put("licensed", licensed);
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

  @Command(
      name = "unassign",
      description =
          "Return a mailbox to the provider-managed policy; the mail stays readable all the while.")
  void unassign(@Parameters(paramLabel = "MAILBOX", description = "Id or name.") String text) {
    try (Session session = context.session()) {
      TenantId tenant = session.tenant();
      String path = path(tenant) + "/" + session.mailbox(tenant, text) + "/assignment";
      context.out().object(session.admin(tenant).send("DELETE", path).body());
    }
  }

  @Command(name = "rename", description = "Give a mailbox another name; no content is touched.")
  void rename(
      @Parameters(paramLabel = "MAILBOX", description = "Id or name.") String text,
      @Parameters(paramLabel = "NEW", description = "The new name.") String name) {
    change(text, Json.object().put("name", name));
  }

  @Command(name = "license", description = "Give a mailbox a licence, or take it away.")
  void license(
      @Parameters(paramLabel = "MAILBOX", description = "Id or name.") String text,
      @Option(
              names = "--licensed",
              negatable = true,
              defaultValue = "true",
              fallbackValue = "true",
              description = "With --no-licensed the licence is taken away.")
          boolean licensed) {
    change(text, Json.object().put("licensed", licensed));
  }

  private void change(String text, ObjectNode body) {
    try (Session session = context.session()) {
      TenantId tenant = session.tenant();
      String path = path(tenant) + "/" + session.mailbox(tenant, text);
      context.out().object(session.admin(tenant).send("PATCH", path, body).body());
    }
  }

  @Command(name = "list", description = "List mailboxes and how far each follows its assignment.")
  void list(
      @Option(names = "--policy", paramLabel = "POLICY", description = "Only those assigned to it.")
          @Nullable String policy,
      @Option(names = "--state", paramLabel = "STATE", description = "Only PENDING or APPLIED.")
          @Nullable String state,
      @Option(names = "--name", paramLabel = "TEXT", description = "Only names with this in them.")
          @Nullable String name) {
    context.list(
        (session, tenant) ->
            new Query(path(tenant))
                .with("policy", policy == null ? null : session.policy(tenant, policy))
                .withWord("state", state)
                .with("name", name)
                .text(),
        Column.of("ID", "/id"),
        Column.of("NAME", "/name"),
        Column.of("KIND", "/kind"),
        Column.of("POLICY", "/assignment/policyId"),
        Column.of("STATE", "/assignment/state"));
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
        shown.set(
            "statistics", StatisticsJson.of(client.statistics(MailboxId.parse(mailbox)), "items"));
      }
      context.out().object(shown);
    }
  }

  private static String path(TenantId tenant) {
    return "/tenants/" + tenant + "/mailboxes";
  }
}
