package io.customerkey.unwrap.rules;

import static org.assertj.core.api.Assertions.assertThat;

import io.customerkey.crypto.id.Workload;
import io.customerkey.unwrap.policy.Purpose;
import io.customerkey.unwrap.verdict.Outcome;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/**
 * The table of the rules' section 3 as data. A row holds where all its cells do, {@code *} always
 * does, the first row that holds decides; every combination of workload, purpose, answers, mode,
 * strict, fallback, denied and recovering is compared, and every row must decide at least one.
 */
final class WholeDecisionTableTest {
  private static final List<Row> TABLE =
      table(
          // workload  | answers | action | mode          | flags                     → decision by
          // rule
          "*          | OPENED  | *      | *             | *                         | CUSTOMER by CUSTOMER_KEY",
          "*          | *       | *      | AUTOMATIC     | recovering                | AVAILABILITY_OUTAGE by RECOVERING",
          "*          | *       | *      | RECOVERY_ONLY | recovering                | AVAILABILITY_OUTAGE by RECOVERING",
          "*          | FAULT   | *      | *             | *                         | KEY_MATERIAL_FAULT by FAULT",
          // a denial outlives an outage: whatever came back counts as denied
          "EXCHANGE   | *       | SYSTEM | AUTOMATIC     | denied !strict            | AVAILABILITY_SYSTEM by BOTH_DENIED",
          "EXCHANGE   | *       | SYSTEM | *             | denied !strict            | CUSTOMER_KEY_DENIED by MODE",
          "*          | *       | *      | *             | denied                    | CUSTOMER_KEY_DENIED by BOTH_DENIED",
          // Exchange
          "EXCHANGE   | OUTAGE  | *      | AUTOMATIC     | *                         | AVAILABILITY_OUTAGE by BOTH_UNAVAILABLE",
          "EXCHANGE   | OUTAGE  | *      | *             | *                         | VAULT_UNAVAILABLE by MODE",
          "EXCHANGE   | DENIED  | SYSTEM | AUTOMATIC     | !strict                   | AVAILABILITY_SYSTEM by BOTH_DENIED",
          "EXCHANGE   | DENIED  | SYSTEM | *             | !strict                   | CUSTOMER_KEY_DENIED by MODE",
          "EXCHANGE   | DENIED  | *      | *             | *                         | CUSTOMER_KEY_DENIED by BOTH_DENIED",
          "EXCHANGE   | MIXED   | USER   | AUTOMATIC     | fallback                  | AVAILABILITY_OUTAGE by ONE_DENIED",
          "EXCHANGE   | MIXED   | USER   | *             | fallback                  | VAULT_UNAVAILABLE by MODE",
          "EXCHANGE   | MIXED   | SYSTEM | AUTOMATIC     | !strict                   | AVAILABILITY_SYSTEM by ONE_DENIED",
          "EXCHANGE   | MIXED   | SYSTEM | *             | !strict                   | CUSTOMER_KEY_DENIED by MODE",
          "EXCHANGE   | MIXED   | *      | *             | *                         | CUSTOMER_KEY_DENIED by ONE_DENIED",
          // SharePoint: never by the availability key itself
          "SHAREPOINT | OUTAGE  | *      | *             | *                         | VAULT_UNAVAILABLE by BOTH_UNAVAILABLE",
          "SHAREPOINT | DENIED  | *      | *             | *                         | CUSTOMER_KEY_DENIED by BOTH_DENIED",
          "SHAREPOINT | MIXED   | *      | *             | *                         | CUSTOMER_KEY_DENIED by ONE_DENIED");

  @Test
  void decidesEveryCombinationAsTheTableSays() {
    Set<Row> deciding = new HashSet<>();
    List<Case> all = everyCase();
    for (Case input : all) {
      Row row = TABLE.stream().filter(one -> one.holds(input)).findFirst().orElseThrow();
      deciding.add(row);
      assertThat(text(DecisionTable.decide(input.situation())))
          .as("%s for %s", input.situation(), input.purpose())
          .isEqualTo(row.decision());
    }
    assertThat(deciding).hasSameSizeAs(TABLE);
    assertThat(all)
        .hasSize(
            Workload.values().length
                * Purpose.values().length
                * Outcome.values().length
                * Outcome.values().length
                * AvailabilityMode.values().length
                * 16);
    System.out.println(
        "decision table: " + all.size() + " combinations, " + TABLE.size() + " rows");
  }

  private static List<Case> everyCase() {
    List<Case> all = new ArrayList<>();
    for (Workload workload : Workload.values()) {
      for (Purpose purpose : Purpose.values()) {
        for (Outcome first : Outcome.values()) {
          for (Outcome second : Outcome.values()) {
            for (AvailabilityMode mode : AvailabilityMode.values()) {
              for (int flags = 0; flags < 16; flags++) {
                all.add(
                    new Case(
                        purpose,
                        new Situation(
                            workload,
                            first,
                            second,
                            purpose.action(),
                            mode,
                            (flags & 1) != 0,
                            (flags & 2) != 0,
                            (flags & 4) != 0,
                            (flags & 8) != 0)));
              }
            }
          }
        }
      }
    }
    return all;
  }

  private static String text(Decision decision) {
    String what =
        switch (decision) {
          case Decision.ByCustomerKey by -> "CUSTOMER";
          case Decision.ByAvailabilityKey by -> by.authority().name();
          case Decision.Refuse refuse -> refuse.reason().name();
        };
    return what + " by " + decision.rule();
  }

  private record Case(Purpose purpose, Situation situation) {
    String answers() {
      Set<Outcome> both = Set.copyOf(List.of(situation.first(), situation.second()));
      if (both.contains(Outcome.OK)) {
        return "OPENED";
      }
      if (both.contains(Outcome.FAULT)) {
        return "FAULT";
      }
      return both.size() > 1 ? "MIXED" : both.contains(Outcome.DENIED) ? "DENIED" : "OUTAGE";
    }

    boolean flag(String name) {
      return switch (name) {
        case "strict" -> situation.strict();
        case "fallback" -> situation.fallback();
        case "denied" -> situation.denied();
        case "recovering" -> situation.recovering();
        default -> throw new IllegalArgumentException(name);
      };
    }
  }

  private record Row(
      String workload, String answers, String action, String mode, String flags, String decision) {
    boolean holds(Case input) {
      Situation s = input.situation();
      return fits(workload, s.workload().name())
          && fits(answers, input.answers())
          && fits(action, s.action().name())
          && fits(mode, s.mode().name())
          && Arrays.stream(flags.split(" ")).allMatch(flag -> flagHolds(flag, input));
    }

    private static boolean fits(String cell, String value) {
      return cell.equals("*") || cell.equals(value);
    }

    private static boolean flagHolds(String flag, Case input) {
      if (flag.equals("*")) {
        return true;
      }
      return flag.startsWith("!") ? !input.flag(flag.substring(1)) : input.flag(flag);
    }
  }

  private static List<Row> table(String... lines) {
    return Arrays.stream(lines)
        .map(line -> Arrays.stream(line.split("\\|", -1)).map(String::strip).toList())
        .map(cell ->
            new Row(cell.get(0), cell.get(1), cell.get(2), cell.get(3), cell.get(4), cell.get(5)))
        .toList();
  }
}
