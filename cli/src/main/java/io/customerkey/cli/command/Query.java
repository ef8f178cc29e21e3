package io.customerkey.cli.command;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** A path with its filters; those that were not given are left out. */
final class Query {
  private final String path;
  private final List<String> parameters = new ArrayList<>();

  Query(String path) {
    this.path = path;
  }

  /** A text as it is. */
  Query with(String name, @Nullable String value) {
    if (value != null) {
      parameters.add(name + "=" + Session.encoded(value));
    }
    return this;
  }

  /** A word that the API writes in upper case. */
  Query withWord(String name, @Nullable String value) {
    return with(name, value == null ? null : word(value));
  }

  /** As a person writes {@code mail-user} for {@code MAIL_USER}. */
  static String word(String value) {
    return value.toUpperCase(Locale.ROOT).replace('-', '_');
  }

  String text() {
    return parameters.isEmpty() ? path : path + "?" + String.join("&", parameters);
  }
}
