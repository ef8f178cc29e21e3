package io.customerkey.cli.command;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.customerkey.cli.failure.CkException;
import io.customerkey.cli.output.Json;
import io.customerkey.cli.transfer.ProgressBar;
import io.customerkey.cli.transfer.Transfer;
import io.customerkey.client.DeleteReceipt;
import io.customerkey.client.Deletion;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;

/** What is said alike of items and of files. */
final class Contents {
  private static final int MOST_AT_A_TIME = 32;

  private final Context context;

  Contents(Context context) {
    this.context = context;
  }

  ProgressBar bar(String verb) {
    return new ProgressBar(context.out(), verb, context.environment().clock());
  }

  static int bounded(int parallel) {
    if (parallel < 1 || parallel > MOST_AT_A_TIME) {
      throw CkException.usage("--parallel is a number from 1 to " + MOST_AT_A_TIME);
    }
    return parallel;
  }

  /**
   * What was moved, in a sentence and as an object.
   *
   * @param verb for example {@code stored}
   * @param noun for example {@code items}, also the name of their number
   * @param remark more for people, or empty
   * @param more the same for programs
   */
  void moved(
      String verb, String noun, Transfer moved, Duration took, String remark, ObjectNode more) {
    String sentence =
        String.format(
            Locale.ROOT,
            "%s %d %s, %d bytes in %.1f s%s",
            verb,
            moved.items(),
            noun,
            moved.bytes(),
            took.toMillis() / 1000.0,
            remark);
    more.put(noun, moved.items()).put("bytes", moved.bytes()).put("millis", took.toMillis());
    context.out().done(sentence, more);
  }

  /** What an export says of names that could not be kept. */
  static String renamed(int renamed) {
    return renamed == 0
        ? ""
        : "; " + renamed + " lie there under their ids, since their names could not be kept";
  }

  void deleted(String what, String id, DeleteReceipt receipt) {
    ObjectNode object = Json.object().put("id", id).put("existed", receipt.existed());
    receipt.recoverableUntil().ifPresent(until -> object.put("recoverableUntil", until.toString()));
    String until =
        receipt.recoverableUntil().map(time -> "; it can be restored until " + time).orElse("");
    context
        .out()
        .done(receipt.existed() ? "deleted " + what + until : what + " was not there", object);
  }

  void restored(String what, String id) {
    context.out().done("restored " + what, Json.object().put("id", id).put("restored", true));
  }

  static void put(ObjectNode json, Optional<Deletion> deletion) {
    deletion.ifPresent(known -> {
      json.put("deleted", known.deleted().toString());
      json.put("recoverableUntil", known.recoverableUntil().toString());
    });
  }
}
