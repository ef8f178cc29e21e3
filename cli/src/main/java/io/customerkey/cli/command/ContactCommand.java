package io.customerkey.cli.command;

import io.customerkey.cli.output.Column;
import io.customerkey.cli.output.Json;
import io.customerkey.crypto.id.TenantId;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Who is told when a policy's state changes. */
@Command(name = "contact", description = "Who is told of every change of a policy's state.")
final class ContactCommand {
  private final Context context;

  ContactCommand(Context context) {
    this.context = context;
  }

  @Command(
      name = "add",
      description = {
        "Add a webhook. The secret of its signatures is shown now and never again.",
        "CustomerKey-Signature is 'v1=' and the hexadecimal HMAC-SHA-256 under that secret of"
            + " CustomerKey-Timestamp, a dot and the body; CustomerKey-Delivery is the same in"
            + " every attempt."
      })
  void add(
      @Parameters(
              paramLabel = "URL",
              description =
                  "https://, a DNS name that resolves to public addresses only, port 443. Redirects"
                      + " are not followed.")
          String url,
      @Option(names = "--id", paramLabel = "UUID", description = "Default: a random one.")
          @Nullable String id) {
    String contact = Ids.orRandom(Optional.ofNullable(id), context.random()).toString();
    try (Session session = context.session()) {
      TenantId tenant = session.tenant();
      context
          .out()
          .object(
              session
                  .admin(tenant)
                  .send("PUT", path(tenant, contact), Json.object().put("url", url))
                  .body());
    }
  }

  @Command(name = "list", description = "List the tenant's contacts.")
  void list() {
    context.list(
        (_, tenant) -> "/tenants/" + tenant + "/contacts",
        Column.of("ID", "/id"),
        Column.of("URL", "/url"),
        Column.of("CREATED", "/created"),
        Column.of("BY", "/createdBy"));
  }

  @Command(
      name = "remove",
      description = "Remove a contact, with everything it was or was to be told.")
  void remove(@Parameters(paramLabel = "CONTACT", description = "Id.") String text) {
    try (Session session = context.session()) {
      TenantId tenant = session.tenant();
      String contact = Ids.parse(text).toString();
      session.admin(tenant).send("DELETE", path(tenant, contact));
      context
          .out()
          .done(
              "Contact " + contact + " is removed.",
              Json.object().put("id", contact).put("removed", true));
    }
  }

  @Command(
      name = "test",
      description =
          "Tell a contact something now, once, and show what became of it; at most every 10"
              + " seconds.")
  void test(@Parameters(paramLabel = "CONTACT", description = "Id.") String text) {
    try (Session session = context.session()) {
      TenantId tenant = session.tenant();
      String path = path(tenant, Ids.parse(text).toString()) + "/test";
      context.out().object(session.admin(tenant).send("POST", path).body());
    }
  }

  @Command(
      name = "deliveries",
      description =
          "List what contacts were or are to be told, newest first; DEAD ones were given up after"
              + " the last attempt.")
  void deliveries(
      @Option(names = "--contact", paramLabel = "CONTACT", description = "Only this one's, by id.")
          @Nullable String contact,
      @Option(
              names = "--state",
              paramLabel = "STATE",
              description = "Only pending, delivered or dead.")
          @Nullable String state) {
    context.list(
        (_, tenant) ->
            new Query("/tenants/" + tenant + "/contact-deliveries")
                .with("contact", contact)
                .withWord("state", state)
                .text(),
        Column.of("CREATED", "/created"),
        Column.of("CONTACT", "/contactId"),
        Column.of("POLICY", "/policyId"),
        Column.of("CHANGE", "/number"),
        Column.of("STATE", "/state"),
        Column.of("ATTEMPTS", "/attempts"),
        Column.of("NEXT", "/nextAttempt"),
        Column.of("STATUS", "/status"),
        Column.of("ERROR", "/error"));
  }

  private static String path(TenantId tenant, String contact) {
    return "/tenants/" + tenant + "/contacts/" + contact;
  }
}
