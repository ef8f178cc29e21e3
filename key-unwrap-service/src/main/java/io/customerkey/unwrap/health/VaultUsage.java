package io.customerkey.unwrap.health;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.List;

/**
 * What the vaults of a policy's keys were asked this month, in every version that its records
 * named, at which price. Other policies on the same keys share it.
 *
 * @param month UTC
 * @param lines by key and operation
 * @param days those with calls, in order
 * @param keys price of the keys themselves for the month, each version, in US dollars
 * @param total in US dollars
 */
public record VaultUsage(
    YearMonth month, List<Line> lines, List<Day> days, BigDecimal keys, BigDecimal total) {
  /** Copies the lists. */
  public VaultUsage {
    lines = List.copyOf(lines);
    days = List.copyOf(days);
  }

  /**
   * Calls of one kind.
   *
   * @param key key id
   * @param operation as in key-use events
   * @param bits of the key
   * @param calls how many
   * @param price in US dollars
   */
  public record Line(String key, String operation, int bits, long calls, BigDecimal price) {}

  /**
   * All calls of one day.
   *
   * @param day UTC
   * @param calls how many
   * @param price in US dollars
   */
  public record Day(LocalDate day, long calls, BigDecimal price) {}
}
