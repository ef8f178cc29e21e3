package io.customerkey.dep.policy;

import java.math.BigDecimal;
import java.util.List;

/**
 * What the vaults of a policy's two keys were asked in a month; prices in US dollars.
 *
 * @param month {@code 2026-11}, UTC
 * @param calls by key and operation
 * @param keyPrice of the two keys themselves
 * @param totalPrice of keys and calls
 */
public record VaultUsage(
    String month, List<Calls> calls, BigDecimal keyPrice, BigDecimal totalPrice) {
  /** Copies the calls. */
  public VaultUsage {
    calls = List.copyOf(calls);
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
}
