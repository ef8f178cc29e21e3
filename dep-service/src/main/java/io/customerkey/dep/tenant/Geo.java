package io.customerkey.dep.tenant;

import io.customerkey.protocol.failure.CustomerKeyException;
import java.util.Set;
import java.util.TreeSet;

/**
 * A geography where data stays, by its code in Microsoft 365 Multi-Geo.
 *
 * @param code three capital letters, for example {@code EUR}
 */
public record Geo(String code) {
  /** Where nothing was chosen. */
  public static final Geo DEFAULT = new Geo("NAM");

  private static final Set<String> KNOWN =
      Set.of(
          "APC", "ARE", "AUS", "AUT", "BRA", "CAN", "CHE", "CHL", "DEU", "DNK", "ESP", "EUR", "FRA",
          "GBR", "IDN", "IND", "ISR", "ITA", "JPN", "KOR", "MEX", "MYS", "NAM", "NOR", "NZL", "POL",
          "QAT", "SWE", "TWN", "ZAF");

  /**
   * @param field named in the refusal
   * @param text as the caller wrote it
   * @return the geo
   * @throws CustomerKeyException ARGUMENT_INVALID for a code that nobody knows
   */
  public static Geo parse(String field, String text) {
    if (!KNOWN.contains(text)) {
      throw CustomerKeyException.invalid(field, "is one of " + new TreeSet<>(KNOWN));
    }
    return new Geo(text);
  }

  @Override
  public String toString() {
    return code;
  }
}
