package io.customerkey.unwrap.health;

import io.customerkey.unwrap.policy.CustomerKeyCopy;
import io.customerkey.unwrap.policy.PolicyRecord;
import io.smallrye.mutiny.Uni;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What the calls to a policy's vaults cost its tenant this month, and on each of its days. */
public final class Invoice {
  private final VaultCalls calls;
  private final VaultPrices prices;
  private final Clock clock;

  /**
   * @param calls counted
   * @param prices published or agreed
   * @param clock says which month it is
   */
  public Invoice(VaultCalls calls, VaultPrices prices, Clock clock) {
    this.calls = calls;
    this.prices = prices;
    this.clock = clock;
  }

  /**
   * @param record names the two keys
   * @return calls to them since the month began, and their price
   */
  public Uni<VaultUsage> of(PolicyRecord record) {
    YearMonth month = YearMonth.from(clock.instant().atOffset(ZoneOffset.UTC));
    List<String> keys =
        record.keys().stream()
            .flatMap(copy -> Stream.of(copy.key().toString(), withoutVersion(copy)))
            .toList();
    return calls.since(keys, month.atDay(1)).map(counts -> usage(record, month, counts));
  }

  private static String withoutVersion(CustomerKeyCopy copy) {
    return copy.key().vaultUrl() + "/keys/" + copy.key().name();
  }

  private VaultUsage usage(PolicyRecord record, YearMonth month, List<VaultCalls.Count> counts) {
    List<VaultUsage.Line> lines =
        grouped(counts, count -> List.of(count.key(), count.operation())).values().stream()
            .map(same -> line(record, same))
            .toList();
    List<VaultUsage.Day> days =
        grouped(counts, VaultCalls.Count::day).entrySet().stream()
            .sorted(Map.Entry.comparingByKey())
            .map(day -> day(record, day.getKey(), day.getValue()))
            .toList();
    BigDecimal keys =
        record.keys().stream()
            .map(copy -> prices.ofKey(copy.bits()))
            .reduce(BigDecimal.ZERO, BigDecimal::add);
    BigDecimal total = lines.stream().map(VaultUsage.Line::price).reduce(keys, BigDecimal::add);
    return new VaultUsage(month, lines, days, keys, total);
  }

  private static <K> Map<K, List<VaultCalls.Count>> grouped(
      List<VaultCalls.Count> counts, Function<VaultCalls.Count, K> by) {
    return counts.stream()
        .collect(Collectors.groupingBy(by, LinkedHashMap::new, Collectors.toList()));
  }

  private VaultUsage.Line line(PolicyRecord record, List<VaultCalls.Count> same) {
    VaultCalls.Count first = same.getFirst();
    int bits = bits(record, first.key());
    long calls = same.stream().mapToLong(VaultCalls.Count::calls).sum();
    return new VaultUsage.Line(first.key(), first.operation(), bits, calls, prices.of(bits, calls));
  }

  private VaultUsage.Day day(PolicyRecord record, LocalDate day, List<VaultCalls.Count> counts) {
    return new VaultUsage.Day(
        day,
        counts.stream().mapToLong(VaultCalls.Count::calls).sum(),
        counts.stream()
            .map(count -> prices.of(bits(record, count.key()), count.calls()))
            .reduce(BigDecimal.ZERO, BigDecimal::add));
  }

  private static int bits(PolicyRecord record, String key) {
    return record.keys().stream()
        .filter(copy -> copy.key().toString().startsWith(key))
        .mapToInt(CustomerKeyCopy::bits)
        .findFirst()
        .orElseThrow();
  }
}
