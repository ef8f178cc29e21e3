package io.customerkey.cli.command;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import io.customerkey.cli.access.Installation;
import io.customerkey.cli.access.JsonHttp;
import io.customerkey.cli.access.Who;
import io.customerkey.cli.failure.CkException;
import io.customerkey.cli.output.Json;
import io.customerkey.cli.stack.StackAdmin;
import io.customerkey.client.FileClient;
import io.customerkey.client.MailboxClient;
import io.customerkey.crypto.id.Id128;
import io.customerkey.crypto.id.TenantId;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** One command's conversation with an installation. */
final class Session implements AutoCloseable {
  private final Installation installation;
  private final Optional<StackAdmin> admin;
  private final Optional<String> tenantText;

  Session(Installation installation, Optional<StackAdmin> admin, Optional<String> tenantText) {
    this.installation = installation;
    this.admin = admin;
    this.tenantText = tenantText;
  }

  JsonHttp operator() {
    return installation.rest(Who.operator());
  }

  /** The REST API for the tenant's admin. */
  JsonHttp admin(TenantId tenant) {
    return installation.rest(Who.admin(tenant));
  }

  MailboxClient mail(TenantId tenant) {
    return installation.mailboxes(Who.content(tenant)).open();
  }

  FileClient files(TenantId tenant) {
    return installation.files(Who.content(tenant)).open();
  }

  FileClient siteStatistics(TenantId tenant) {
    return installation.files(Who.admin(tenant)).open();
  }

  MailboxClient statistics(TenantId tenant) {
    return installation.mailboxes(Who.admin(tenant)).open();
  }

  Optional<StackAdmin> stack() {
    return admin;
  }

  /** The tenant that the command is about. */
  TenantId tenant() {
    if (tenantText.isPresent()) {
      return tenant(tenantText.get());
    }
    if (admin.isEmpty()) {
      throw CkException.usage("say which tenant: --tenant ID or CK_TENANT");
    }
    ArrayNode tenants = all(operator(), "/tenants");
    if (tenants.size() == 1) {
      return TenantId.parse(Json.text(tenants.get(0), "/id"));
    }
    throw CkException.usage(
        tenants.isEmpty()
            ? "there is no tenant yet: 'ck tenant create NAME'"
            : "there are several tenants: say which, --tenant NAME or CK_TENANT");
  }

  TenantId tenant(String text) {
    return TenantId.parse(Ids.isId(text) ? text : named(operator(), "/tenants", text));
  }

  /** The id of a policy, given as id or name. */
  String policy(TenantId tenant, String text) {
    return Ids.isId(text)
        ? Id128.parse(text).toString()
        : named(admin(tenant), "/tenants/" + tenant + "/policies", text);
  }

  /** The path of a policy, given as id or name. */
  String policyPath(TenantId tenant, String text) {
    return "/tenants/" + tenant + "/policies/" + policy(tenant, text);
  }

  /** The id of a mailbox, given as id or name. */
  String mailbox(TenantId tenant, String text) {
    return Ids.isId(text)
        ? Id128.parse(text).toString()
        : named(admin(tenant), "/tenants/" + tenant + "/mailboxes", text);
  }

  /** The id of a site, given as id or name. */
  String site(TenantId tenant, String text) {
    return Ids.isId(text)
        ? Id128.parse(text).toString()
        : named(admin(tenant), "/tenants/" + tenant + "/sites", text);
  }

  private static String named(JsonHttp api, String path, String name) {
    List<String> ids = new ArrayList<>();
    for (JsonNode each : lookedUp(api, path, name)) {
      if (Json.text(each, "/name").equals(name)) {
        ids.add(Json.text(each, "/id"));
      }
    }
    if (ids.size() == 1) {
      return ids.getFirst();
    }
    String kind = path.substring(path.lastIndexOf('/') + 1);
    throw CkException.usage(
        ids.isEmpty()
            ? "nothing in " + kind + " is named '" + name + "'"
            : ids.size() + " " + kind + " are named '" + name + "': say the id");
  }

  private static ArrayNode lookedUp(JsonHttp api, String path, String name) {
    try {
      return all(api, new Query(path).with("name", name).text());
    } catch (CkException e) {
      if (!e.reason().equals("CALLER_NOT_ALLOWED")) {
        throw e;
      }
      throw new CkException(
          e.exit(),
          e.reason(),
          "the token may not look up '" + name + "' by its name",
          "Say the id instead, or use a token with another role.",
          e.details());
    }
  }

  /** All pages of a list. */
  static ArrayNode all(JsonHttp api, String path) {
    ArrayNode items = Json.array();
    String cursor = "";
    do {
      String separator = path.contains("?") ? "&" : "?";
      String query = cursor.isEmpty() ? "" : "&cursor=" + encoded(cursor);
      JsonNode page = api.get(path + separator + "limit=1000" + query);
      page.path("items").forEach(items::add);
      cursor = Json.text(page, "/next");
    } while (!cursor.isEmpty());
    return items;
  }

  /** For paths and for queries: a plus means a space only in the latter. */
  static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
  }

  @Override
  public void close() {
    installation.close();
    admin.ifPresent(StackAdmin::close);
  }
}
