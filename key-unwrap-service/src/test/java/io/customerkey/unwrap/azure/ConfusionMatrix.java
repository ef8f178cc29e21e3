package io.customerkey.unwrap.azure;

import io.customerkey.unwrap.verdict.Outcome;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

/** How often which class was expected and which came out. */
final class ConfusionMatrix {
  private final Map<Outcome, Map<Outcome, Integer>> counts = new EnumMap<>(Outcome.class);

  synchronized void add(Outcome expected, Outcome observed) {
    counts
        .computeIfAbsent(expected, each -> new EnumMap<>(Outcome.class))
        .merge(observed, 1, Integer::sum);
  }

  synchronized int of(Outcome expected, Outcome observed) {
    return counts.getOrDefault(expected, Map.of()).getOrDefault(observed, 0);
  }

  /** What lies beside the diagonal. */
  int confused() {
    int confused = 0;
    for (Outcome expected : Outcome.values()) {
      for (Outcome observed : Outcome.values()) {
        confused += expected == observed ? 0 : of(expected, observed);
      }
    }
    return confused;
  }

  @Override
  public String toString() {
    StringBuilder table = new StringBuilder(row("expected \\ observed", List.of(Outcome.values())));
    for (Outcome expected : Outcome.values()) {
      table.append(
          row(
              expected.name(),
              Stream.of(Outcome.values()).map(observed -> of(expected, observed)).toList()));
    }
    return table
        .append("outage taken for denial: ")
        .append(of(Outcome.UNAVAILABLE, Outcome.DENIED))
        .append(", denial taken for outage: ")
        .append(of(Outcome.DENIED, Outcome.UNAVAILABLE))
        .toString();
  }

  private static String row(String title, List<?> cells) {
    StringBuilder row = new StringBuilder(String.format(Locale.ROOT, "%-20s", title));
    for (Object cell : cells) {
      row.append(String.format(Locale.ROOT, "%13s", cell));
    }
    return row.append('\n').toString();
  }
}
