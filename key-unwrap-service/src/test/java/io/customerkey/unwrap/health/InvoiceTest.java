package io.customerkey.unwrap.health;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.customerkey.crypto.id.PolicyId;
import io.customerkey.unwrap.house.House;
import io.customerkey.unwrap.vault.KeyUri;
import io.customerkey.unwrap.verdict.Pairs;
import io.smallrye.mutiny.Uni;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

final class InvoiceTest {
  private static final LocalDate FIRST = LocalDate.of(2026, 11, 1);

  private static final VaultPrices PRICES =
      new VaultPrices(
          new BigDecimal("0.03"), new BigDecimal("0.15"), new BigDecimal("1"), new BigDecimal("5"));

  private static final KeyUri OLDER = Pairs.A.at("f".repeat(32));
  private static final KeyUri REPLACED =
      new KeyUri(Pairs.B.host(), "before", Optional.of("e".repeat(32)));

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
    var invoice = new Invoice(new Counted(List.of()), PRICES, house.clock);

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

  @Test
  void addsTheCallsToVersionsAndKeysThatOnlyAnOlderRecordNamed() {
    var named =
        List.of(
            new VaultCalls.KeyVersion(Pairs.A.toString(), 2048),
            new VaultCalls.KeyVersion(OLDER.toString(), 2048),
            new VaultCalls.KeyVersion(REPLACED.toString(), 4096));
    var invoice = new Invoice(new Counted(named), PRICES, house.clock);

    VaultUsage usage = invoice.of(house.record).await().indefinitely();

    assertThat(usage.lines())
        .extracting(VaultUsage.Line::key, VaultUsage.Line::calls, VaultUsage.Line::bits)
        .contains(
            tuple(OLDER.toString(), 10_000L, 2048), tuple(REPLACED.toString(), 10_000L, 4096));
    assertThat(usage.days().getFirst().calls()).isEqualTo(35_000);
    assertThat(usage.keys()).isEqualByComparingTo("8");
    assertThat(usage.total()).isEqualByComparingTo("8.240003");
  }

  /** Calls to any key that is asked for. */
  private record Counted(List<KeyVersion> named) implements VaultCalls {
    private static final String WITHOUT_VERSION = Pairs.B.vaultUrl() + "/keys/" + Pairs.B.name();

    @Override
    public Uni<List<KeyVersion>> keys(PolicyId policy, LocalDate from) {
      assertThat(from).isEqualTo(FIRST);
      return Uni.createFrom().item(named);
    }

    @Override
    public Uni<List<Count>> since(List<String> keys, LocalDate from) {
      assertThat(keys).doesNotHaveDuplicates().contains(Pairs.B.toString());
      assertThat(from).isEqualTo(FIRST);
      return Uni.createFrom()
          .item(
              Stream.of(
                      new Count(Pairs.A.toString(), "probe", FIRST, 15_000),
                      new Count(Pairs.A.toString(), "probe", FIRST.plusDays(1), 5_000),
                      new Count(WITHOUT_VERSION, "describe", FIRST.plusDays(1), 1),
                      new Count(OLDER.toString(), "probe", FIRST, 10_000),
                      new Count(REPLACED.toString(), "probe", FIRST, 10_000))
                  .filter(count -> keys.contains(count.key()))
                  .toList());
    }
  }
}
