package io.customerkey.cli.demo;

import io.customerkey.client.DeleteReceipt;
import io.customerkey.client.FileFilter;
import io.customerkey.client.ItemFilter;
import io.customerkey.crypto.id.FileId;
import io.customerkey.crypto.id.ItemId;
import io.customerkey.protocol.common.v1.FailureReason;
import io.customerkey.protocol.common.v1.Purpose;
import io.customerkey.protocol.failure.CustomerKeyException;

/** What is deleted can be brought back for a while. */
final class Deletions {
  private final World world;
  private final Letters letters;
  private final Documents documents;

  Deletions(World world, Letters letters, Documents documents) {
    this.world = world;
    this.letters = letters;
    this.documents = documents;
  }

  void tell(Story story) {
    story.step(
        "Deleted by mistake",
        "A message and a file are deleted: nobody reads them any more, but for a month they can be brought back, with"
            + " no key but those they had.",
        this::deleteAndRestore);
  }

  /** A read that should find nothing. */
  @FunctionalInterface
  private interface Read {
    void run() throws Exception;
  }

  private String deleteAndRestore() throws Exception {
    ItemId item = letters.idOfOne(world.mailbox, 0);
    FileId file = documents.idOfOne(world.site, 0);
    DeleteReceipt mail = world.mail.delete(world.mailbox, item);
    DeleteReceipt document = world.files.delete(world.site, file);
    StepFailed.unless(mail.existed() && document.existed(), "there was nothing to delete");
    gone(() -> letters.compareOne(world.mail, world.mailbox, 0));
    gone(() -> documents.compareOne(world.files, world.site, 0));
    StepFailed.unless(
        world
            .mail
            .list(world.mailbox, ItemFilter.DELETED, Purpose.PURPOSE_USER_READ)
            .next()
            .id()
            .equals(item),
        "the message is not among the deleted ones");
    StepFailed.unless(
        world
            .files
            .list(world.site, FileFilter.DELETED, Purpose.PURPOSE_USER_READ)
            .next()
            .id()
            .equals(file),
        "the file is not among the deleted ones");
    world.mail.restore(world.mailbox, item);
    world.files.restore(world.site, file);
    letters.compareOne(world.mail, world.mailbox, 0);
    documents.compareOne(world.files, world.site, 0);
    return "gone for readers, recoverable until "
        + document.recoverableUntil().map(Object::toString).orElse("?")
        + ", restored byte for byte";
  }

  private static void gone(Read read) throws Exception {
    try {
      read.run();
    } catch (CustomerKeyException e) {
      if (e.reason() == FailureReason.FAILURE_REASON_NOT_FOUND) {
        return;
      }
      throw e;
    }
    throw new StepFailed("what was deleted was read");
  }
}
