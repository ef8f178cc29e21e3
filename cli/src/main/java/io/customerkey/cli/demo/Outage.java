package io.customerkey.cli.demo;

import com.fasterxml.jackson.databind.JsonNode;
import io.customerkey.cli.output.Json;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Vaults that do not answer stop no mail. */
final class Outage {
  private static final Duration LIMIT = Duration.ofSeconds(30);
  private static final Duration LOOK = Duration.ofMillis(250);
  private static final int ROUNDS = 3;

  private final World world;
  private final Letters letters;

  Outage(World world, Letters letters) {
    this.world = world;
    this.letters = letters;
  }

  void tell(Story story) {
    story.step(
        "One vault is down",
        "The suite asks one of the two vaults, chosen at random, and the other when it does not answer. All caches are"
            + " emptied before each read, so that a vault is really asked.",
        this::oneDown);
    story.step(
        "Both vaults are down, all caches empty",
        "Nobody denied anything, the vaults are only unreachable: the availability key opens the policy's third copy,"
            + " and the customer can see that it was used, for what, and why.",
        this::bothDown);
  }

  private String oneDown() throws Exception {
    List<String> north = List.of(world.vaults.getFirst());
    world.cut(north);
    for (int round = 0; round < ROUNDS; round++) {
      world.dropCaches(world.second);
      letters.compareOne(world.mail, world.mailbox, round);
    }
    world.heal(north);
    return ROUNDS + " reads with empty caches, all served by " + world.vaults.getLast();
  }

  private String bothDown() throws Exception {
    StepFailed.unless(uses().isEmpty(), "the availability key opened the policy's key before");
    world.cut(world.vaults);
    world.dropCaches(world.second);
    letters.compareAll(world.mail, world.mailbox, world.bar("compared"));
    world.patience.until(
        LIMIT, LOOK, "the use of the availability key is recorded", () -> !uses().isEmpty());
    JsonNode use = uses().getFirst();
    return "all "
        + letters.count()
        + " messages served; recorded: "
        + Json.text(use, "/operation")
        + " for "
        + Json.text(use, "/purpose")
        + ", "
        + Json.text(use, "/reason");
  }

  /** Uses of the availability key for a person's reading under the mailbox's policy. */
  private List<JsonNode> uses() {
    String query = "?kind=AVAILABILITY_KEY&limit=1000&policy=" + world.second;
    List<JsonNode> uses = new ArrayList<>();
    for (JsonNode use : world.admin.get(world.path() + "/key-uses" + query).path("items")) {
      if (Json.text(use, "/operation").equals("unwrap")
          && Json.text(use, "/purpose").equals("USER_READ")) {
        uses.add(use);
      }
    }
    return uses;
  }
}
