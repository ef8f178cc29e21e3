package io.customerkey.unwrap.health;

import java.math.BigDecimal;

/**
 * What a vault's owner pays, in US dollars. Published at
 * https://azure.microsoft.com/pricing/details/key-vault/; it differs by region and contract, so
 * operators may set it.
 *
 * @param operations of 10,000 operations on RSA keys of 2048 bits
 * @param advancedOperations of 10,000 operations on longer RSA keys
 * @param month of a key of 2048 bits for a month; nothing unless it is HSM-protected
 * @param advancedMonth of a longer key for a month
 */
public record VaultPrices(
    BigDecimal operations,
    BigDecimal advancedOperations,
    BigDecimal month,
    BigDecimal advancedMonth) {
  private static final int BASIC_BITS = 2048;
  private static final int DIGITS = 4;

  /** Refuses a price below nothing. */
  public VaultPrices {
    if (operations.signum() < 0
        || advancedOperations.signum() < 0
        || month.signum() < 0
        || advancedMonth.signum() < 0) {
      throw new IllegalArgumentException("a price is not negative");
    }
  }

  /**
   * @param bits of the key
   * @param calls how many
   * @return their price
   */
  public BigDecimal of(int bits, long calls) {
    BigDecimal each = bits > BASIC_BITS ? advancedOperations : operations;
    return each.multiply(BigDecimal.valueOf(calls)).movePointLeft(DIGITS);
  }

  /**
   * @param bits of the key
   * @return the price of the key itself for a month
   */
  public BigDecimal ofKey(int bits) {
    return bits > BASIC_BITS ? advancedMonth : month;
  }
}
