package io.customerkey.model;

import static io.customerkey.unwrap.verdict.Outcome.DENIED;
import static io.customerkey.unwrap.verdict.Outcome.OK;
import static io.customerkey.unwrap.verdict.Outcome.UNAVAILABLE;
import static org.assertj.core.api.Assertions.assertThat;

import io.customerkey.crypto.id.Workload;
import io.customerkey.model.Explorer.Report;
import io.customerkey.model.Moves.Move;
import io.customerkey.unwrap.policy.Purpose;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every sequence of events up to a depth keeps the laws, after both instances have opened the key
 * and the encryptor has attached to one. All events together reach less deep than some of them.
 */
final class ExplorationTest {
  private static final Setting EXCHANGE = new Setting(Workload.EXCHANGE, false, false);
  private static final Setting FALLBACK = new Setting(Workload.EXCHANGE, false, true);
  private static final Setting STRICT = new Setting(Workload.EXCHANGE, true, false);
  private static final Setting SHAREPOINT = new Setting(Workload.SHAREPOINT, false, false);

  private static final List<Move> PRELUDE =
      join(Moves.restarts(), Moves.reads(Purpose.USER_READ), Moves.attachments().subList(1, 2));

  private static final List<Move> EVERYTHING =
      join(
          Moves.vaults(),
          Moves.ticks(10, 60, 120, 900),
          Moves.reads(Purpose.USER_READ),
          Moves.reads(Purpose.MAIL_DELIVERY),
          Moves.refreshes(),
          Moves.restarts(),
          Moves.cuts(),
          Moves.jumps(),
          Moves.flights(),
          Moves.orders(),
          Moves.attachments(),
          List.of(Moves.messages(), Moves.brake()));

  /** Vaults that agree. */
  private static final List<Move> VAULTS =
      List.of(
          Moves.vaults(OK, OK),
          Moves.vaults(DENIED, DENIED),
          Moves.vaults(UNAVAILABLE, UNAVAILABLE));

  private static final List<Move> CONTROL =
      join(
          VAULTS,
          Moves.ticks(10, 60, 120),
          Moves.reads(Purpose.USER_READ),
          Moves.flights(),
          Moves.cuts(),
          Moves.orders(),
          Moves.attachments().subList(0, 1),
          List.of(Moves.messages()));

  @ParameterizedTest
  @MethodSource
  void everythingThatCanHappenKeepsTheLaws(Setting setting, int depth) {
    keepsTheLaws("everything", setting, EVERYTHING, depth);
  }

  static Stream<Arguments> everythingThatCanHappenKeepsTheLaws() {
    return Stream.of(
        Arguments.of(EXCHANGE, 4),
        Arguments.of(FALLBACK, 3),
        Arguments.of(STRICT, 3),
        Arguments.of(SHAREPOINT, 3));
  }

  @Test
  void revocationAndOutageInAnyOrderKeepTheLaws() {
    keepsTheLaws(
        "vaults",
        EXCHANGE,
        join(Moves.vaults(), Moves.ticks(10, 60, 900), Moves.reads(Purpose.USER_READ)),
        6);
  }

  @Test
  void instancesThatAreCutOffKeepTheLaws() {
    keepsTheLaws(
        "cut off",
        EXCHANGE,
        join(
            VAULTS,
            Moves.ticks(10, 60, 120),
            Moves.reads(Purpose.USER_READ),
            Moves.cuts(),
            Moves.orders().subList(0, 1),
            Moves.attachments().subList(0, 1)),
        6);
  }

  @Test
  void lateAnswersKeepTheLaws() {
    keepsTheLaws(
        "late answers",
        EXCHANGE,
        join(VAULTS, Moves.ticks(10, 60), Moves.flights(), Moves.cuts(), Moves.restarts()),
        6);
  }

  @Test
  void clocksThatJumpKeepTheLaws() {
    keepsTheLaws(
        "clocks",
        EXCHANGE,
        join(
            VAULTS,
            List.of(Moves.vaults(DENIED, UNAVAILABLE)),
            Moves.ticks(10, 60, 900),
            Moves.jumps(),
            Moves.reads(Purpose.USER_READ)),
        5);
  }

  @Test
  void brakeAndKillSwitchKeepTheLaws() {
    keepsTheLaws(
        "brake and kill switch",
        EXCHANGE,
        join(
            VAULTS,
            Moves.ticks(10, 120, 900),
            Moves.reads(Purpose.USER_READ),
            Moves.orders(),
            Moves.cuts(),
            List.of(Moves.brake())),
        5);
  }

  @ParameterizedTest
  @MethodSource
  void findsABrokenRule(String mistake, Rules rules) {
    Report report = explore("control: " + mistake, EXCHANGE, rules, CONTROL, 5, true);

    assertThat(report.findings()).as(mistake).isNotEmpty();
  }

  static Stream<Arguments> findsABrokenRule() {
    return BrokenRules.all().entrySet().stream()
        .map(entry -> Arguments.of(entry.getKey(), entry.getValue()));
  }

  private static void keepsTheLaws(String what, Setting setting, List<Move> moves, int depth) {
    assertThat(explore(what, setting, new Rules(), moves, depth, false).findings()).isEmpty();
  }

  private static Report explore(
      String what, Setting setting, Rules rules, List<Move> moves, int depth, boolean first) {
    Report report = new Explorer(setting, rules, moves).explore(PRELUDE, depth, first);
    System.out.println(
        String.format(
            Locale.ROOT,
            "explored %s%s: %,d states, depth %d, %,d steps of %d events",
            what,
            first ? "" : " (" + setting + ")",
            report.states(),
            report.depth(),
            report.steps(),
            moves.size()));
    report.findings().forEach(finding -> System.out.println("  found: " + finding));
    return report;
  }

  @SafeVarargs
  private static List<Move> join(List<Move>... parts) {
    List<Move> all = new ArrayList<>();
    for (List<Move> part : parts) {
      all.addAll(part);
    }
    return List.copyOf(all);
  }
}
