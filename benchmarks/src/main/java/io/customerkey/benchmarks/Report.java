package io.customerkey.benchmarks;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.PrintStream;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;

/** Named figures in the order they were added, printed as a table or as one JSON object. */
public final class Report {
  private static final double THOUSAND = 1000;
  private static final MathContext DIGITS = new MathContext(3);

  private final Map<String, Object> figures = new LinkedHashMap<>();

  /** Adds a figure, rounded to three decimals, or to three digits where it is smaller than one. */
  public Report with(String name, double value) {
    figures.put(
        name,
        Math.abs(value) < 1
            ? new BigDecimal(value).round(DIGITS).doubleValue()
            : Math.round(value * THOUSAND) / THOUSAND);
    return this;
  }

  /** Adds a count. */
  public Report with(String name, long value) {
    figures.put(name, value);
    return this;
  }

  /** Adds a text. */
  public Report with(String name, String value) {
    figures.put(name, value);
    return this;
  }

  /** Adds what was run on, which a figure means nothing without. */
  public Report withMachine() {
    return with("java", Runtime.version().toString())
        .with("os", System.getProperty("os.name") + " " + System.getProperty("os.arch"))
        .with("processors", Runtime.getRuntime().availableProcessors());
  }

  /**
   * Prints all figures.
   *
   * @param out where to
   * @param json exactly one JSON object, else a table
   */
  public void print(PrintStream out, boolean json) {
    if (json) {
      try {
        out.println(new ObjectMapper().writeValueAsString(figures));
      } catch (JsonProcessingException e) {
        throw new IllegalStateException("numbers and texts are JSON", e);
      }
      return;
    }
    int width = figures.keySet().stream().mapToInt(String::length).max().orElse(0);
    figures.forEach(
        (name, value) -> out.println(name + " ".repeat(width + 2 - name.length()) + value));
  }

  /** {@return the middle value} */
  public static double median(double[] values) {
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    int middle = sorted.length / 2;
    return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
  }
}
