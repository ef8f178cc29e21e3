package io.customerkey.cli.demo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.customerkey.cli.access.JsonHttp;
import io.customerkey.cli.access.Who;
import io.customerkey.cli.output.Json;
import io.customerkey.cli.output.Output;
import io.customerkey.cli.stack.Local;
import io.customerkey.cli.stack.StackAdmin;
import io.customerkey.cli.stack.StackFolder;
import io.customerkey.cli.transfer.Progress;
import io.customerkey.cli.transfer.ProgressBar;
import io.customerkey.client.FileClient;
import io.customerkey.client.MailboxClient;
import io.customerkey.client.RetryPolicy;
import io.customerkey.crypto.id.Id128;
import io.customerkey.crypto.id.MailboxId;
import io.customerkey.crypto.id.PolicyId;
import io.customerkey.crypto.id.SiteId;
import io.customerkey.crypto.id.TenantId;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * Who and what the story is about: one tenant, its vaults and policies, mailboxes and a site, and
 * the calls all steps make.
 */
final class World implements AutoCloseable {
  static final String KEY = "root-key";
  static final List<String> PERMISSIONS = List.of("get", "wrapKey", "unwrapKey");

  final TenantId tenant;
  final List<String> vaults;
  final Id128 directory;
  final PolicyId first;
  final PolicyId second;
  final PolicyId sites;
  final MailboxId mailbox;
  final MailboxId shared;
  final SiteId site;
  final StackAdmin stack;
  final JsonHttp operator;
  final JsonHttp admin;
  final MailboxClient mail;
  final MailboxClient impatient;
  final FileClient files;
  final FileClient impatientFiles;
  final Patience patience;
  private final Output out;
  private final Clock clock;

  World(StackFolder folder, Output out, Clock clock, RandomGenerator random) {
    this.out = out;
    this.clock = clock;
    tenant = TenantId.random(random);
    String unique = tenant.toString().substring(0, 4);
    vaults = List.of("aldermoor-north-" + unique, "aldermoor-south-" + unique);
    directory = Id128.random(random);
    first = PolicyId.random(random);
    second = PolicyId.random(random);
    sites = PolicyId.random(random);
    mailbox = MailboxId.random(random);
    shared = MailboxId.random(random);
    site = SiteId.random(random);
    stack = new StackAdmin(folder);
    Local local = new Local(stack, "demo", clock, Optional.empty());
    operator = local.rest(Who.operator());
    admin = local.rest(Who.admin(tenant));
    mail = local.mailboxes(Who.content(tenant)).open();
    impatient = local.mailboxes(Who.content(tenant)).retries(RetryPolicy.NONE).open();
    files = local.files(Who.content(tenant)).open();
    impatientFiles = local.files(Who.content(tenant)).retries(RetryPolicy.NONE).open();
    patience = new Patience(clock);
  }

  /** Shows how far a long work is. */
  Progress bar(String verb) {
    return new ProgressBar(out, verb, clock);
  }

  String path() {
    return "/tenants/" + tenant;
  }

  String path(PolicyId policy) {
    return path() + "/policies/" + policy;
  }

  String vault(String name) {
    return "/v1/vaults/" + name;
  }

  /** The customer's two keys, as it names them. */
  List<String> keys() {
    return vaults.stream()
        .map(name -> Json.text(stack.api().get(vault(name)), "/uri") + "/keys/" + KEY)
        .toList();
  }

  /** Says what the suite may do in a vault. */
  void permit(String vault, List<String> operations) {
    ObjectNode permissions = Json.object();
    permissions.set("permissions", Json.array(operations));
    stack.api().send("PUT", vault(vault) + "/permissions/customer-key", permissions);
  }

  /** Makes both vaults unreachable, or one. */
  void cut(List<String> names) {
    ObjectNode fault = Json.object().put("kind", "closed-port");
    names.forEach(name -> stack.api().send("POST", vault(name) + "/faults", fault));
  }

  void heal(List<String> names) {
    names.forEach(name -> stack.api().send("DELETE", vault(name) + "/faults"));
  }

  void enableKeys(boolean enabled) {
    ObjectNode body = Json.object().put("enabled", enabled);
    vaults.forEach(name -> stack.api().send("PATCH", vault(name) + "/keys/" + KEY, body));
  }

  /** How often the vaults refused since they exist. */
  long refusals() {
    long refusals = 0;
    for (String name : vaults) {
      refusals += stack.api().get(vault(name) + "/calls").at("/statuses/403").asLong();
    }
    return refusals;
  }

  /** Empties every cache of the policy's key. */
  void dropCaches(PolicyId policy) {
    JsonNode drop =
        admin
            .send("POST", path(policy) + "/drop-caches", Json.object().put("waitMillis", 10_000))
            .body();
    StepFailed.unless(
        drop.path("instances").asInt() == drop.path("acknowledged").asInt(),
        "not every service acknowledged that it dropped its caches: " + Json.compact(drop));
  }

  String health(PolicyId policy) {
    return Json.text(admin.get(path(policy) + "/health"), "/health");
  }

  @Override
  public void close() {
    mail.close();
    impatient.close();
    files.close();
    impatientFiles.close();
    stack.close();
  }
}
