package io.customerkey.cli.demo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.customerkey.cli.mail.Transfer;
import io.customerkey.cli.output.Json;
import io.customerkey.client.MailboxStatistics;
import io.customerkey.crypto.id.PolicyId;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** From two empty vaults to an encrypted mailbox. */
final class Onboarding {
  private static final int PROBE_SECONDS = 5;
  private static final Duration CREATION = Duration.ofMinutes(2);
  private static final Duration LOOK = Duration.ofMillis(250);

  private final World world;
  private final Letters letters;

  Onboarding(World world, Letters letters) {
    this.world = world;
    this.letters = letters;
  }

  void tell(Story story) {
    story.step(
        "A customer arrives, with two vaults of its own",
        "Aldermoor Instruments makes an RSA key in each of two Azure Key Vaults, tags both as its own, and lets the"
            + " suite wrap and unwrap with them. The suite never sees the keys; Aldermoor can take them back at any time.",
        this::onboard);
    story.step(
        "Two data encryption policies",
        "A policy has a key of its own, kept only as three wrapped copies: under customer key 1, under customer key 2,"
            + " and under an availability key that never leaves its service. All three are opened once, as read back"
            + " from the database, before the policy counts. (These policies ask the vaults every "
            + PROBE_SECONDS
            + " s instead of every 40 s, so that the story is short.)",
        this::policies);
    story.step(
        "A mailbox, and " + letters.count() + " messages",
        "The mailbox gets a key, wrapped by the policy's; every message is encrypted with it before it is stored:"
            + " body, attachments, and also subject and names.",
        this::store);
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
      ObjectNode permissions = Json.object();
      permissions.set("permissions", Json.array(List.of("get", "wrapKey", "unwrapKey")));
      world.stack.api().send("PUT", world.vault(name) + "/permissions/customer-key", permissions);
    }
    return "tenant " + world.tenant + ", vaults " + String.join(" and ", world.vaults);
  }

  private String policies() throws Exception {
    List<String> keys = new ArrayList<>();
    for (String name : world.vaults) {
      keys.add(Json.text(world.stack.api().get(world.vault(name)), "/uri") + "/keys/" + World.KEY);
    }
    JsonNode first = create(world.first, "Everyone", Json.array(keys));
    JsonNode second = create(world.second, "Finance", Json.array(keys));
    StepFailed.unless(
        !Json.text(first, "/dataEncryptionPolicyId")
            .equals(Json.text(second, "/dataEncryptionPolicyId")),
        "two policies have the same DataEncryptionPolicyID");
    return "'Everyone' and 'Finance' are ACTIVE, each with a key and an availability key of its own";
  }

  private JsonNode create(PolicyId policy, String name, ArrayNode keys) throws Exception {
    ObjectNode body = Json.object().put("name", name).put("probeIntervalSeconds", PROBE_SECONDS);
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
    Transfer stored = letters.store(world.mail, world.mailbox);
    MailboxStatistics statistics = world.mail.statistics(world.mailbox);
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
}
