package io.customerkey.unwrap.health;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.customerkey.unwrap.house.House;
import io.customerkey.unwrap.verdict.Pairs;
import io.smallrye.mutiny.Uni;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.List;
import org.junit.jupiter.api.Test;

final class InvoiceTest {
  private static final LocalDate FIRST = LocalDate.of(2026, 11, 1);

  private static final VaultPrices PRICES =
      new VaultPrices(
          new BigDecimal("0.03"), new BigDecimal("0.15"), new BigDecimal("1"), new BigDecimal("5"));

  private final House house = new House();

  @Test
  void pricesEachTenThousandOperationsByTheLengthOfTheKey() {
    assertThat(PRICES.of(2048, 10_000)).isEqualByComparingTo("0.03");
    assertThat(PRICES.of(3072, 10_000)).isEqualByComparingTo("0.15");
    assertThat(PRICES.of(4096, 1)).isEqualByComparingTo("0.000015");
    assertThat(PRICES.ofKey(2048)).isEqualByComparingTo("1");
    assertThat(PRICES.ofKey(4096)).isEqualByComparingTo("5");
  }

  @Test
  void refusesANegativePrice() {
    BigDecimal negative = new BigDecimal("-0.01");

    assertThatThrownBy(
            () -> new VaultPrices(BigDecimal.ONE, negative, BigDecimal.ZERO, BigDecimal.ZERO))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void addsUpTheCallsOfTheMonthToBothKeysAndTheKeysThemselves() {
    var invoice = new Invoice(this::counted, PRICES, house.clock);

    VaultUsage usage = invoice.of(house.record).await().indefinitely();

    assertThat(usage.month()).isEqualTo(YearMonth.of(2026, 11));
    assertThat(usage.lines())
        .extracting(line -> line.price().stripTrailingZeros())
        .containsExactly(new BigDecimal("0.06"), new BigDecimal("0.000003"));
    assertThat(usage.lines()).extracting(VaultUsage.Line::calls).containsExactly(20_000L, 1L);
    assertThat(usage.days())
        .extracting(VaultUsage.Day::day, VaultUsage.Day::calls)
        .containsExactly(tuple(FIRST, 15_000L), tuple(FIRST.plusDays(1), 5_001L));
    assertThat(usage.days().getFirst().price()).isEqualByComparingTo("0.045");
    assertThat(usage.keys()).isEqualByComparingTo("2");
    assertThat(usage.total()).isEqualByComparingTo("2.060003");
  }

  private Uni<List<VaultCalls.Count>> counted(List<String> keys, LocalDate from) {
    String withoutVersion = Pairs.B.vaultUrl() + "/keys/" + Pairs.B.name();
    assertThat(keys).contains(Pairs.A.toString(), withoutVersion);
    assertThat(from).isEqualTo(FIRST);
    return Uni.createFrom()
        .item(
            List.of(
                new VaultCalls.Count(Pairs.A.toString(), "probe", FIRST, 15_000),
                new VaultCalls.Count(Pairs.A.toString(), "probe", FIRST.plusDays(1), 5_000),
                new VaultCalls.Count(withoutVersion, "describe", FIRST.plusDays(1), 1)));
  }
}
