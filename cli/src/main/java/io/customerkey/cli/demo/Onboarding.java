package io.customerkey.cli.demo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.customerkey.cli.output.Json;
import io.customerkey.cli.transfer.Transfer;
import io.customerkey.client.Statistics;
import io.customerkey.crypto.id.PolicyId;
import java.time.Duration;
import java.util.List;

/** From two empty vaults to an encrypted mailbox and an encrypted site. */
final class Onboarding {
  private static final int PROBE_SECONDS = 5;
  private static final Duration CREATION = Duration.ofMinutes(2);
  private static final Duration LOOK = Duration.ofMillis(250);

  private final World world;
  private final Letters letters;
  private final Documents documents;

  Onboarding(World world, Letters letters, Documents documents) {
    this.world = world;
    this.letters = letters;
    this.documents = documents;
  }

  void tell(Story story) {
    story.step(
        "A customer arrives, with two vaults of its own",
        "Aldermoor Instruments makes an RSA key in each of two Azure Key Vaults, tags both as its own, and lets the"
            + " suite wrap and unwrap with them. The suite never sees the keys; Aldermoor can take them back at any time.",
        this::onboard);
    new Validation(world).tell(story);
    story.step(
        "Three data encryption policies",
        "A policy has a key of its own, kept only as three wrapped copies: under customer key 1, under customer key 2,"
            + " and under an availability key that never leaves its service. All three are opened once, as read back"
            + " from the database, before the policy counts. Two are for mailboxes, one for sites. (These policies ask the vaults every "
            + PROBE_SECONDS
            + " s instead of every 40 s, so that the story is short.)",
        this::policies);
    story.step(
        "A mailbox, and " + letters.count() + " messages",
        "The mailbox gets a key, wrapped by the policy's; every message is encrypted with it before it is stored:"
            + " body, attachments, and also subject and names.",
        this::store);
    story.step(
        "A mailbox without a policy of the customer's",
        "Whatever the customer does not protect itself is protected by the provider's own two keys, and by a policy key"
            + " that no other tenant has.",
        this::providerManaged);
    story.step(
        "A site, and " + documents.count() + " files",
        "The customer registers its geo NAM with the policy for sites. The site gets a key; every file is cut into"
            + " chunks, each encrypted under a key of its own and kept as a blob; names are encrypted too.",
        this::storeFiles);
  }

  private String onboard() {
    ObjectNode tenant =
        Json.object()
            .put("name", "Aldermoor Instruments")
            .put("directoryId", world.directory.toString());
    world.operator.send("PUT", world.path(), tenant);
    for (String name : world.vaults) {
      ObjectNode vault =
          Json.object().put("name", name).put("directory", world.directory.toString());
      world.stack.api().send("POST", "/v1/vaults", vault);
      ObjectNode key = Json.object().put("name", World.KEY).put("type", "RSA").put("size", 2048);
      key.putObject("tags").put("customerkey-tenant", world.tenant.toString());
      world.stack.api().send("POST", world.vault(name) + "/keys", key);
      world.permit(name, World.PERMISSIONS);
    }
    return "tenant " + world.tenant + ", vaults " + String.join(" and ", world.vaults);
  }

  private String policies() throws Exception {
    List<String> keys = world.keys();
    JsonNode first = create(world.first, "Everyone", "EXCHANGE", Json.array(keys));
    JsonNode second = create(world.second, "Finance", "EXCHANGE", Json.array(keys));
    create(world.sites, "All sites", "SHAREPOINT", Json.array(keys));
    StepFailed.unless(
        !Json.text(first, "/dataEncryptionPolicyId")
            .equals(Json.text(second, "/dataEncryptionPolicyId")),
        "two policies have the same DataEncryptionPolicyID");
    return "'Everyone', 'Finance' and 'All sites' are ACTIVE, each with a key and an availability key of its own";
  }

  private JsonNode create(PolicyId policy, String name, String workload, ArrayNode keys)
      throws Exception {
    ObjectNode body =
        Json.object()
            .put("name", name)
            .put("workload", workload)
            .put("probeIntervalSeconds", PROBE_SECONDS);
    body.set("keys", keys);
    world.admin.send("PUT", world.path(policy), body);
    world.patience.until(
        CREATION,
        LOOK,
        "policy '" + name + "' is ACTIVE",
        () -> Json.text(world.admin.get(world.path(policy)), "/state").equals("ACTIVE"));
    return world.admin.get(world.path(policy));
  }

  private String store() throws Exception {
    ObjectNode mailbox =
        Json.object()
            .put("name", "first-mailbox@customer.example")
            .put("kind", "USER")
            .put("licensed", true)
            .put("policyId", world.first.toString());
    world.admin.send("PUT", world.path() + "/mailboxes/" + world.mailbox, mailbox);
    Transfer stored = letters.store(world.mail, world.mailbox, world.bar("stored"));
    Statistics statistics = world.mail.statistics(world.mailbox);
    StepFailed.unless(statistics.encrypted(), "the mailbox is not encrypted");
    StepFailed.unless(
        statistics.items() == letters.count(),
        "the mailbox holds " + statistics.items() + " items instead of " + letters.count());
    StepFailed.unless(
        statistics.policy().filter(world.first::equals).isPresent(),
        "the mailbox is not protected by the policy it was assigned to");
    return stored.items()
        + " messages, "
        + stored.bytes()
        + " bytes; IsEncrypted true, DataEncryptionPolicyID "
        + statistics.dataEncryptionPolicyId().map(Object::toString).orElse("none");
  }

  private String providerManaged() throws Exception {
    ObjectNode mailbox =
        Json.object().put("name", "reception@customer.example").put("kind", "SHARED");
    world.admin.send("PUT", world.path() + "/mailboxes/" + world.shared, mailbox);
    world.patience.until(
        CREATION,
        LOOK,
        "the mailbox is assigned to the provider-managed policy",
        () -> world.admin.get(world.path() + "/mailboxes/" + world.shared).has("assignment"));
    letters.storeOne(world.mail, world.shared, world.bar("stored"));
    Statistics statistics = world.mail.statistics(world.shared);
    StepFailed.unless(statistics.encrypted(), "the mailbox is not encrypted");
    PolicyId policy = statistics.policy().orElseThrow();
    StepFailed.unless(
        world.admin.get(world.path(policy)).path("providerManaged").asBoolean(),
        "the mailbox is not protected by a provider-managed policy");
    return "IsEncrypted true, policy " + policy + ", provider-managed";
  }

  private String storeFiles() throws Exception {
    ObjectNode registration = Json.object().put("policyId", world.sites.toString());
    world.admin.send("PUT", world.path() + "/registrations/NAM", registration);
    ObjectNode site =
        Json.object().put("name", "https://customer.example/sites/works").put("kind", "SITE");
    world.admin.send("PUT", world.path() + "/sites/" + world.site, site);
    Transfer stored = documents.store(world.files, world.site, world.bar("stored"));
    Statistics statistics = world.files.statistics(world.site);
    StepFailed.unless(statistics.encrypted(), "the site is not encrypted");
    StepFailed.unless(
        statistics.items() == documents.count(),
        "the site holds " + statistics.items() + " files instead of " + documents.count());
    StepFailed.unless(
        statistics.policy().filter(world.sites::equals).isPresent(),
        "the site is not protected by the policy its geo is registered with");
    return stored.items()
        + " files, "
        + stored.bytes() / 1_000_000
        + " MB; IsEncrypted true, DataEncryptionPolicyID "
        + statistics.dataEncryptionPolicyId().map(Object::toString).orElse("none");
  }
}
