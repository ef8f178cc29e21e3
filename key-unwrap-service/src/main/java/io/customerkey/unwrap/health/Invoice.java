package io.customerkey.unwrap.health;

import io.customerkey.unwrap.health.VaultCalls.KeyVersion;
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
   * @param record newest of the policy
   * @return calls since the month began to every key version that a record of the policy has named
   *     in it, and their price
   */
  public Uni<VaultUsage> of(PolicyRecord record) {
    YearMonth month = YearMonth.from(clock.instant().atOffset(ZoneOffset.UTC));
    return calls
        .keys(record.ref().policy(), month.atDay(1))
        .map(named -> Stream.concat(newest(record), named.stream()).distinct().toList())
        .chain(keys ->
            calls.since(ids(keys), month.atDay(1)).map(counts -> usage(keys, month, counts)));
  }

  private static Stream<KeyVersion> newest(PolicyRecord record) {
    return record.keys().stream().map(copy -> new KeyVersion(copy.key().toString(), copy.bits()));
  }

  private static List<String> ids(List<KeyVersion> keys) {
    return keys.stream()
        .flatMap(key -> Stream.of(key.id(), key.withoutVersion()))
        .distinct()
        .toList();
  }

  private VaultUsage usage(List<KeyVersion> named, YearMonth month, List<VaultCalls.Count> counts) {
    List<VaultUsage.Line> lines =
        grouped(counts, count -> List.of(count.key(), count.operation())).values().stream()
            .map(same -> line(named, same))
            .toList();
    List<VaultUsage.Day> days =
        grouped(counts, VaultCalls.Count::day).entrySet().stream()
            .sorted(Map.Entry.comparingByKey())
            .map(day -> day(named, day.getKey(), day.getValue()))
            .toList();
    BigDecimal keys =
        named.stream()
            .map(key -> prices.ofKey(key.bits()))
            .reduce(BigDecimal.ZERO, BigDecimal::add);
    BigDecimal total = lines.stream().map(VaultUsage.Line::price).reduce(keys, BigDecimal::add);
    return new VaultUsage(month, lines, days, keys, total);
  }

  private static <K> Map<K, List<VaultCalls.Count>> grouped(
      List<VaultCalls.Count> counts, Function<VaultCalls.Count, K> by) {
    return counts.stream()
        .collect(Collectors.groupingBy(by, LinkedHashMap::new, Collectors.toList()));
  }

  private VaultUsage.Line line(List<KeyVersion> keys, List<VaultCalls.Count> same) {
    VaultCalls.Count first = same.getFirst();
    int bits = bits(keys, first.key());
    long calls = same.stream().mapToLong(VaultCalls.Count::calls).sum();
    return new VaultUsage.Line(first.key(), first.operation(), bits, calls, prices.of(bits, calls));
  }

  private VaultUsage.Day day(List<KeyVersion> keys, LocalDate day, List<VaultCalls.Count> counts) {
    return new VaultUsage.Day(
        day,
        counts.stream().mapToLong(VaultCalls.Count::calls).sum(),
        counts.stream()
            .map(count -> prices.of(bits(keys, count.key()), count.calls()))
            .reduce(BigDecimal.ZERO, BigDecimal::add));
  }

  /** A call that names no version is priced as one to the newest. */
  private static int bits(List<KeyVersion> keys, String asked) {
    return keys.stream()
        .filter(key -> key.id().equals(asked) || key.withoutVersion().equals(asked))
        .mapToInt(KeyVersion::bits)
        .findFirst()
        .orElseThrow();
  }
}
