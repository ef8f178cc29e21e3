package io.customerkey.cli.command;

import io.customerkey.cli.failure.CkException;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Spans of time on the command line: a number and a unit. */
final class Spans {
  private static final Pattern TEXT = Pattern.compile("([0-9]{1,9})(ms|s|m|h|d)");

  private Spans() {}

  static Duration parse(String option, String text) {
    Matcher matcher = TEXT.matcher(text);
    if (!matcher.matches()) {
      throw CkException.usage(
          option + ": '" + text + "' is no span of time, such as 500ms, 90s, 15m, 12h or 7d");
    }
    return Duration.of(Long.parseLong(matcher.group(1)), unit(matcher.group(2)));
  }

  static long seconds(String option, String text) {
    Duration span = parse(option, text);
    if (span.toNanosPart() != 0) {
      throw CkException.usage(option + ": '" + text + "' is not of whole seconds");
    }
    return span.toSeconds();
  }

  private static ChronoUnit unit(String text) {
    return switch (text) {
      case "ms" -> ChronoUnit.MILLIS;
      case "s" -> ChronoUnit.SECONDS;
      case "m" -> ChronoUnit.MINUTES;
      case "h" -> ChronoUnit.HOURS;
      default -> ChronoUnit.DAYS;
    };
  }
}
