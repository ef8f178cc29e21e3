package io.customerkey.dep.api;

import io.customerkey.dep.policy.VaultUsage;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** What the vaults of a policy's keys were asked in a month, and its price. */
@Schema(
    name = "VaultUsage",
    description =
        "Calls to the vaults of the policy's keys, in every version that it had in the month, shared"
            + " by all policies on them. Every attempt counts, also one that nobody answered."
            + " Prices are decimal numbers in US dollars.")
record VaultUsageView(
    @Schema(description = "UTC", examples = "2026-11") String month,
    String currency,
    List<CallsView> calls,
    @Schema(description = "All calls by day; those days with any, in order") List<DayView> days,
    @Schema(description = "Of the keys themselves, each version") String keyPrice,
    @Schema(description = "Of keys and calls") String totalPrice,
    @Schema(description = "Where the prices are published; operators may have set others")
        String priceList) {
  private static final String PRICE_LIST = "https://azure.microsoft.com/pricing/details/key-vault/";

  @Schema(name = "VaultCalls")
  record CallsView(
      String keyId,
      int bits,
      @Schema(description = "describe, wrap, unwrap, probe, prove") String operation,
      long calls,
      String price) {}

  @Schema(name = "VaultCallDay")
  record DayView(
      @Schema(description = "UTC", examples = "2026-11-23") String day, long calls, String price) {}

  static VaultUsageView of(VaultUsage usage) {
    return new VaultUsageView(
        usage.month(),
        "USD",
        usage.calls().stream()
            .map(calls ->
                new CallsView(
                    calls.keyId(),
                    calls.bits(),
                    calls.operation(),
                    calls.calls(),
                    calls.price().toPlainString()))
            .toList(),
        usage.days().stream()
            .map(day -> new DayView(day.day(), day.calls(), day.price().toPlainString()))
            .toList(),
        usage.keyPrice().toPlainString(),
        usage.totalPrice().toPlainString(),
        PRICE_LIST);
  }
}
