package io.customerkey.dep.api;

import io.customerkey.dep.tenant.Cursor;
import io.customerkey.dep.tenant.Geo;
import io.customerkey.dep.tenant.NamePart;
import io.customerkey.protocol.failure.CustomerKeyException;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Reads what callers send into values; every refusal names the field. */
final class Arguments {
  static final int MAX_PAGE = 1_000;
  private static final int DEFAULT_PAGE = 100;
  private static final long LONGEST_WAIT = 30_000;

  private Arguments() {}

  static <T> T required(String field, @Nullable T value) {
    if (value == null) {
      throw CustomerKeyException.invalid(field, "is required");
    }
    return value;
  }

  static <T> T body(@Nullable T body) {
    if (body == null) {
      throw CustomerKeyException.invalid("body", "a JSON object is required");
    }
    return body;
  }

  static <T> T id(String field, @Nullable String text, Function<String, T> parser) {
    try {
      return parser.apply(required(field, text));
    } catch (IllegalArgumentException e) {
      throw CustomerKeyException.invalid(field, "is not a UUID (8-4-4-4-12 hexadecimal digits)");
    }
  }

  static <T> Optional<T> optionalId(
      String field, @Nullable String text, Function<String, T> parser) {
    return text == null ? Optional.empty() : Optional.of(id(field, text, parser));
  }

  static <E extends Enum<E>> E choice(String field, @Nullable String text, Class<E> type) {
    String name = required(field, text);
    return Arrays.stream(type.getEnumConstants())
        .filter(value -> value.name().equals(name))
        .findFirst()
        .orElseThrow(() ->
            CustomerKeyException.invalid(
                field, "is one of " + Arrays.toString(type.getEnumConstants())));
  }

  static <E extends Enum<E>> Optional<E> optionalChoice(
      String field, @Nullable String text, Class<E> type) {
    return text == null ? Optional.empty() : Optional.of(choice(field, text, type));
  }

  static Geo geo(@Nullable String text) {
    return Geo.parse("geo", required("geo", text));
  }

  static Optional<Geo> optionalGeo(@Nullable String text) {
    return text == null ? Optional.empty() : Optional.of(geo(text));
  }

  static Optional<NamePart> namePart(@Nullable String text) {
    return text == null ? Optional.empty() : Optional.of(NamePart.parse(text));
  }

  static int limit(@Nullable String text) {
    if (text == null) {
      return DEFAULT_PAGE;
    }
    try {
      int limit = Integer.parseInt(text);
      if (limit >= 1 && limit <= MAX_PAGE) {
        return limit;
      }
    } catch (NumberFormatException e) {
      throw CustomerKeyException.invalid("limit", "is a number from 1 to " + MAX_PAGE);
    }
    throw CustomerKeyException.limit("limit", MAX_PAGE, "is a number from 1 to " + MAX_PAGE);
  }

  /** How long a call waits for other services, in milliseconds. */
  static Duration wait(@Nullable Long millis, Duration otherwise) {
    if (millis == null) {
      return otherwise;
    }
    if (millis < 1 || millis > LONGEST_WAIT) {
      throw CustomerKeyException.limit("waitMillis", LONGEST_WAIT, "1 to " + LONGEST_WAIT);
    }
    return Duration.ofMillis(millis);
  }

  static Optional<Cursor> cursor(@Nullable String text, boolean timed) {
    return text == null || text.isEmpty()
        ? Optional.empty()
        : Optional.of(Cursor.parse(text, timed));
  }
}
