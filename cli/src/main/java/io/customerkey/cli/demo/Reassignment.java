package io.customerkey.cli.demo;

import io.customerkey.cli.output.Json;
import java.time.Duration;

/** From one policy to another, while the mail stays readable. */
final class Reassignment {
  private static final Duration LIMIT = Duration.ofMinutes(1);
  private static final Duration LOOK = Duration.ofMillis(100);

  private final World world;
  private final Letters letters;
  private int reads;

  Reassignment(World world, Letters letters) {
    this.world = world;
    this.letters = letters;
  }

  void tell(Story story) {
    story.step(
        "Assign the other policy",
        "The admin assigns 'Finance' to the mailbox. An event travels through Kafka; the mailbox key is moved from one"
            + " policy's key to the other's inside the service that guards those, and the mail stays readable all the"
            + " while.",
        () -> {
          Duration took = reassign();
          story.figure("reassignSeconds", took);
          return "the statistics show 'Finance' after "
              + Story.seconds(took)
              + "; "
              + reads
              + " reads meanwhile, none failed";
        });
  }

  private Duration reassign() throws Exception {
    world.admin.send(
        "PUT",
        world.path() + "/mailboxes/" + world.mailbox + "/assignment",
        Json.object().put("policyId", world.second.toString()));
    Duration took =
        world.patience.until(
            LIMIT,
            LOOK,
            "the mailbox is protected by the other policy",
            () -> {
              letters.compareOne(world.mail, world.mailbox, reads++);
              return world
                  .mail
                  .statistics(world.mailbox)
                  .policy()
                  .filter(world.second::equals)
                  .isPresent();
            });
    letters.compareAll(world.mail, world.mailbox, world.bar("compared"));
    return took;
  }
}
