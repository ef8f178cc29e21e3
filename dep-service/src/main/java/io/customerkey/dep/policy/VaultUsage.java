package io.customerkey.dep.policy;

import java.math.BigDecimal;
import java.util.List;

/**
 * What the vaults of a policy's keys were asked in a month, in every version that it had; prices in
 * US dollars.
 *
 * @param month {@code 2026-11}, UTC
 * @param calls by key and operation
 * @param days those with calls, in order
 * @param keyPrice of the keys themselves, each version
 * @param totalPrice of keys and calls
 */
public record VaultUsage(
    String month, List<Calls> calls, List<Day> days, BigDecimal keyPrice, BigDecimal totalPrice) {
  /** Copies the lists. */
  public VaultUsage {
    calls = List.copyOf(calls);
    days = List.copyOf(days);
  }

  /**
   * Calls of one kind.
   *
   * @param keyId with version where the call named one
   * @param bits length of the modulus
   * @param operation describe, wrap, unwrap, probe, prove
   * @param calls how many
   * @param price of them
   */
  public record Calls(String keyId, int bits, String operation, long calls, BigDecimal price) {}

  /**
   * All calls of one day.
   *
   * @param day {@code 2026-11-23}, UTC
   * @param calls how many
   * @param price of them
   */
  public record Day(String day, long calls, BigDecimal price) {}
}
