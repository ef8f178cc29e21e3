package io.customerkey.unwrap.health;

import java.math.BigDecimal;
import java.time.YearMonth;
import java.util.List;

/**
 * What the vaults of a policy's two keys were asked this month, at which price. Other policies on
 * the same keys share it.
 *
 * @param month UTC
 * @param lines by key and operation
 * @param keys price of the two keys themselves for the month, in US dollars
 * @param total in US dollars
 */
public record VaultUsage(YearMonth month, List<Line> lines, BigDecimal keys, BigDecimal total) {
  /** Copies the lines. */
  public VaultUsage {
    lines = List.copyOf(lines);
  }

  /**
   * Calls of one kind.
   *
   * @param calls how many, of which key and operation
   * @param bits of the key
   * @param price in US dollars
   */
  public record Line(VaultCalls.Count calls, int bits, BigDecimal price) {}
}
