package io.customerkey.cli.demo;

import com.fasterxml.jackson.databind.JsonNode;
import io.customerkey.cli.output.Json;
import io.customerkey.protocol.common.v1.FailureReason;
import io.customerkey.protocol.failure.CustomerKeyException;
import java.time.Duration;

/**
 * Vaults that do not answer, as sites see it: keys in memory go on, no availability key takes their
 * place. Begins with both vaults down.
 */
final class SiteOutage {
  private static final Duration LIMIT = Duration.ofSeconds(60);
  private static final Duration LOOK = Duration.ofMillis(250);
  private static final int ROUNDS = 20;

  private final World world;
  private final Documents documents;

  SiteOutage(World world, Documents documents) {
    this.world = world;
    this.documents = documents;
  }

  void tell(Story story) {
    story.step(
        "The site, while both vaults are down",
        "Files go on being read with the keys in memory. Once these are dropped nobody reads on: for sites the"
            + " availability key is kept for a recovery that the customer orders. The refusal says that it is nobody's"
            + " fault and that trying again may help.",
        this::bothDown);
    story.step(
        "The vaults are back", "From now on the customer's own keys are used again.", this::back);
  }

  private String bothDown() throws Exception {
    world.heal(world.vaults);
    documents.compareOne(world.files, world.site, 0);
    world.cut(world.vaults);
    for (int round = 0; round < ROUNDS; round++) {
      documents.compareOne(world.impatientFiles, world.site, round);
    }
    world.dropCaches(world.sites);
    FailureReason refusal = refusal();
    StepFailed.unless(
        refusal == FailureReason.FAILURE_REASON_VAULT_UNAVAILABLE,
        "the read was refused with " + refusal.name());
    JsonNode uses =
        world.admin.get(
            world.path() + "/key-uses?kind=AVAILABILITY_KEY&limit=1000&policy=" + world.sites);
    for (JsonNode use : uses.path("items")) {
      StepFailed.unless(
          !Json.text(use, "/operation").equals("unwrap")
              || !Json.text(use, "/purpose").equals("USER_READ"),
          "the availability key opened a site's key for a reader");
    }
    return ROUNDS + " reads served from memory, then refused with VAULT_UNAVAILABLE, retryable";
  }

  private FailureReason refusal() throws Exception {
    try {
      documents.compareOne(world.impatientFiles, world.site, 0);
    } catch (CustomerKeyException e) {
      StepFailed.unless(e.retryable(), "the refusal does not say that trying again may help");
      return e.reason();
    }
    throw new StepFailed("a file was read although no key is cached and no vault answers");
  }

  private String back() throws Exception {
    world.heal(world.vaults);
    world.dropCaches(world.second);
    world.dropCaches(world.sites);
    Duration took =
        world.patience.until(LIMIT, LOOK, "the policies are HEALTHY again", () -> isHealthy());
    return "both policies are HEALTHY after " + Story.seconds(took) + ", files and mail are served";
  }

  private boolean isHealthy() throws Exception {
    documents.compareOne(world.files, world.site, 1);
    world.mail.statistics(world.mailbox);
    return world.health(world.second).equals("HEALTHY")
        && world.health(world.sites).equals("HEALTHY");
  }
}
