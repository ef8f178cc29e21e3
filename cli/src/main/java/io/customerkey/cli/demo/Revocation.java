package io.customerkey.cli.demo;

import io.customerkey.protocol.common.v1.FailureReason;
import io.customerkey.protocol.failure.CustomerKeyException;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/**
 * The customer takes its keys away: mail and files are dark. It gives them back: they are there.
 */
final class Revocation {
  private static final Duration DARK_LIMIT = Duration.ofSeconds(90);
  private static final Duration BACK_LIMIT = Duration.ofSeconds(60);
  private static final Duration LOOK = Duration.ofMillis(100);
  private static final int REFUSALS_IN_A_ROW = 5;
  private static final int FILES_TRIED = 20;

  private final World world;
  private final Letters letters;
  private final Documents documents;
  private final Clock clock;

  private Instant lastRead = Instant.EPOCH;
  private Instant firstRefusal = Instant.MAX;
  private int refused;
  private int reads;

  Revocation(World world, Letters letters, Documents documents, Clock clock) {
    this.world = world;
    this.letters = letters;
    this.documents = documents;
    this.clock = clock;
  }

  void tell(Story story) {
    story.step(
        "The customer disables both keys",
        "The vaults answer 403. One such answer may be the cloud's mistake, so the suite asks both vaults again until it"
            + " is sure (three times each, over ten seconds); then it drops the keys from every cache. The availability"
            + " key helps no user against its customer's will.",
        () -> {
          Duration dark = revoke();
          story.figure("timeToDarkSeconds", dark);
          return "reads are refused with CUSTOMER_KEY_DENIED; from the vaults' first refusal to the last"
              + " successful read: "
              + Story.seconds(dark);
        });
    story.step(
        "The mail and the files are dark",
        "Every message, for every user of the mailbox, and the files too; a second try changes nothing. What has no"
            + " policy of the customer's is not touched by it.",
        this::staysDark);
    story.step(
        "The customer enables its keys again",
        "Nothing was lost: the next probe that succeeds brings mail and files back.",
        () -> {
          Duration took = restore();
          story.figure("timeToRestoreSeconds", took);
          return "served again after " + Story.seconds(took) + ", every message byte for byte";
        });
  }

  private Duration revoke() throws Exception {
    letters.compareOne(world.mail, world.mailbox, 0);
    long before = world.refusals();
    world.enableKeys(false);
    world.patience.until(
        DARK_LIMIT,
        LOOK,
        "reads are refused with CUSTOMER_KEY_DENIED",
        () -> {
          if (firstRefusal.equals(Instant.MAX) && world.refusals() > before) {
            firstRefusal = clock.instant();
          }
          refused = read() ? 0 : refused + 1;
          return refused >= REFUSALS_IN_A_ROW;
        });
    StepFailed.unless(
        !firstRefusal.equals(Instant.MAX), "reads are refused, but no vault refused anything");
    return lastRead.isBefore(firstRefusal)
        ? Duration.ZERO
        : Duration.between(firstRefusal, lastRead);
  }

  /**
   * True when a message was read, false when it was refused as denied; anything else is a failure.
   */
  private boolean read() throws IOException {
    try {
      letters.compareOne(world.impatient, world.mailbox, reads++);
      lastRead = clock.instant();
      return true;
    } catch (CustomerKeyException e) {
      if (e.reason() == FailureReason.FAILURE_REASON_CUSTOMER_KEY_DENIED) {
        return false;
      }
      throw e;
    }
  }

  private boolean readFile() throws IOException {
    try {
      documents.compareOne(world.impatientFiles, world.site, reads++);
      return true;
    } catch (CustomerKeyException e) {
      if (e.reason() == FailureReason.FAILURE_REASON_CUSTOMER_KEY_DENIED) {
        return false;
      }
      throw e;
    }
  }

  private String staysDark() throws Exception {
    for (int i = 0; i < letters.count(); i++) {
      StepFailed.unless(!read(), "a message was read although both keys are disabled");
    }
    StepFailed.unless(
        world.health(world.second).equals("DENIED"),
        "the policy's health is " + world.health(world.second) + " instead of DENIED");
    world.patience.until(
        DARK_LIMIT, LOOK, "files are refused with CUSTOMER_KEY_DENIED", () -> !readFile());
    for (int i = 0; i < Math.min(documents.count(), FILES_TRIED); i++) {
      StepFailed.unless(!readFile(), "a file was read although both keys are disabled");
    }
    letters.compareOne(world.impatient, world.shared, 0);
    return letters.count()
        + " messages and "
        + Math.min(documents.count(), FILES_TRIED)
        + " files, all refused; the policy's health is DENIED";
  }

  private Duration restore() throws Exception {
    world.enableKeys(true);
    Duration took =
        world.patience.until(BACK_LIMIT, LOOK, "a message can be read again", this::read);
    letters.compareAll(world.mail, world.mailbox, world.bar("compared"));
    world.patience.until(BACK_LIMIT, LOOK, "a file can be read again", this::readFile);
    return took;
  }
}
