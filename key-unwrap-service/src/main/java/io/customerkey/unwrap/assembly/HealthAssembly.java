package io.customerkey.unwrap.assembly;

import io.customerkey.unwrap.health.HealthBook;
import io.customerkey.unwrap.health.HealthWatch;
import io.customerkey.unwrap.health.Invoice;
import io.customerkey.unwrap.health.Reports;
import io.customerkey.unwrap.health.VaultCalls;
import io.customerkey.unwrap.health.VaultPrices;
import io.customerkey.unwrap.policykey.PolicyKeyCache;
import io.customerkey.unwrap.policykey.PolicyKeys;
import io.customerkey.unwrap.record.RecordBook;
import io.customerkey.unwrap.time.Clocks;
import io.customerkey.unwrap.verdict.Confirmation;
import io.customerkey.unwrap.verdict.VerdictBoard;
import io.customerkey.unwrap.verdict.VerdictLog;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Clock;

/** Puts the parts together that tell how policies fare. */
@Singleton
final class HealthAssembly {
  private final Settings settings;

  HealthAssembly(Settings settings) {
    this.settings = settings;
  }

  @Produces
  @Singleton
  HealthWatch watch(HealthBook book, VerdictBoard board, Clocks clocks) {
    return new HealthWatch(book, board, clocks);
  }

  @Produces
  @Singleton
  Reports.Known known(
      RecordBook records, PolicyKeys keys, PolicyKeyCache cache, VerdictBoard board) {
    return new Reports.Known(records, keys, cache, board, settings.policyKey().ttl());
  }

  @Produces
  @Singleton
  Invoice invoice(VaultCalls calls, Clock clock) {
    Settings.VaultPrice price = settings.vaultPrice();
    var prices =
        new VaultPrices(
            price.operations(), price.advancedOperations(), price.month(), price.advancedMonth());
    return new Invoice(calls, prices, clock);
  }

  @Produces
  @Singleton
  Reports reports(
      Reports.Known known,
      HealthWatch watch,
      HealthBook book,
      VerdictLog verdicts,
      Invoice invoice,
      Confirmation rule,
      Clocks clocks) {
    return new Reports(known, watch, book, verdicts, invoice, rule, clocks);
  }
}
