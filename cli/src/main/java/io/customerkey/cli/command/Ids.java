package io.customerkey.cli.command;

import io.customerkey.cli.failure.CkException;
import io.customerkey.crypto.id.Id128;
import java.util.Optional;
import java.util.random.RandomGenerator;

/** Ids on the command line. */
final class Ids {
  private static final String TEXT = "[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}";

  private Ids() {}

  /** Whether a text is an id rather than a name. */
  static boolean isId(String text) {
    return text.matches(TEXT);
  }

  static Id128 orRandom(Optional<String> text, RandomGenerator random) {
    return text.map(Ids::parse).orElseGet(() -> Id128.random(random));
  }

  static Id128 parse(String text) {
    try {
      return Id128.parse(text);
    } catch (IllegalArgumentException e) {
      throw CkException.usage("'" + text + "' is no id: " + e.getMessage());
    }
  }
}
