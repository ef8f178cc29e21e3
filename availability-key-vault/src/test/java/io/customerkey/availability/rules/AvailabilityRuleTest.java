package io.customerkey.availability.rules;

import static org.assertj.core.api.Assertions.assertThat;

import io.customerkey.availability.rules.Decision.Refuse;
import io.customerkey.availability.rules.Decision.Serve;
import io.customerkey.availability.rules.Facts.Kind;
import io.customerkey.protocol.common.v1.Purpose;
import io.customerkey.protocol.unwrap.v1.VaultOutcome;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * The rule as a table. A row holds where all its cells do, {@code *} always does, the first row
 * that holds decides; every combination of the inputs is compared, and every row must decide at
 * least one of them.
 */
final class AvailabilityRuleTest {
  private static final List<Row> TABLE =
      table(
          // standing        kind        mode           flags                 attempts
          // action        → decision
          "PURGED           | *          | *             | *                   | *                | *             | POLICY_PURGED",
          "PURGE_REQUESTED  | *          | *             | *                   | *                | *             | POLICY_NOT_ACTIVE",
          "UNKNOWN          | *          | *             | *                   | *                | *             | POLICY_NOT_ACTIVE",
          "CREATING         | *          | *             | *                   | *                | *             | POLICY_NOT_ACTIVE",
          "RETIRED          | *          | *             | *                   | *                | *             | POLICY_NOT_ACTIVE",
          "IN_USE           | *          | *             | suspended           | *                | *             | POLICY_SUSPENDED",
          "IN_USE           | *          | AUTOMATIC     | recovering          | *                | *             | RECOVERY",
          "IN_USE           | *          | RECOVERY_ONLY | recovering          | *                | *             | RECOVERY",
          "IN_USE           | *          | *             | *                   | *                | RECOVERY      | ORDER_INVALID",
          "IN_USE           | *          | *             | *                   | INSUFFICIENT     | *             | ARGUMENT_INVALID",
          "IN_USE           | *          | *             | *                   | FAULT            | *             | KEY_MATERIAL_FAULT",
          // Exchange, automatic, no denial known here
          "IN_USE           | EXCHANGE   | AUTOMATIC     | !denied             | BOTH_UNAVAILABLE | *             | OUTAGE",
          "IN_USE           | EXCHANGE   | AUTOMATIC     | !denied fallback    | ONE_DENIED       | USER          | OUTAGE",
          "IN_USE           | EXCHANGE   | AUTOMATIC     | !denied !strict     | ONE_DENIED       | SYSTEM        | SYSTEM_ACTION",
          "IN_USE           | EXCHANGE   | AUTOMATIC     | !denied !strict     | BOTH_DENIED      | SYSTEM        | SYSTEM_ACTION",
          // a denial outlives an outage: whatever is shown counts as denied
          "IN_USE           | EXCHANGE   | AUTOMATIC     | denied !strict      | *                | SYSTEM        | SYSTEM_ACTION",
          "IN_USE           | *          | *             | denied              | *                | *             | CUSTOMER_KEY_DENIED",
          // the key may not serve: say whether waiting helps
          "IN_USE           | *          | *             | !denied             | BOTH_UNAVAILABLE | *             | VAULT_UNAVAILABLE",
          "IN_USE           | *          | *             | !denied fallback    | ONE_DENIED       | USER          | VAULT_UNAVAILABLE",
          "IN_USE           | *          | *             | !denied             | ONE_DENIED       | *             | CUSTOMER_KEY_DENIED",
          "IN_USE           | *          | *             | !denied             | BOTH_DENIED      | *             | CUSTOMER_KEY_DENIED");

  @Test
  void decidesEveryCombinationAsTheTableSays() {
    Set<Row> deciding = new HashSet<>();
    for (Case input : everyCase()) {
      Row row =
          TABLE.stream().filter(candidate -> candidate.holds(input)).findFirst().orElseThrow();
      deciding.add(row);
      assertThat(nameOf(decide(input))).as("%s", input).isEqualTo(row.decision());
    }
    assertThat(deciding).hasSameSizeAs(TABLE);
  }

  @Test
  void neverServesUsersWhileDeniedUnlessTheTenantOrderedARecovery() {
    assertThat(everyCase())
        .filteredOn(input -> input.facts().denied() && !input.facts().recovering())
        .filteredOn(input -> input.action() == Action.USER)
        .allMatch(input -> decide(input) instanceof Refuse);
  }

  @Test
  void neverServesAnybodyWhileSuspended() {
    assertThat(everyCase())
        .filteredOn(input -> input.facts().suspended())
        .allMatch(input -> decide(input) instanceof Refuse);
  }

  @Test
  void neverServesOnAFaultWithoutARecovery() {
    assertThat(everyCase())
        .filteredOn(input -> input.attempts() == Attempts.FAULT && !input.facts().recovering())
        .allMatch(input -> decide(input) instanceof Refuse);
  }

  @Test
  void neverServesSharePointOutsideARecovery() {
    assertThat(everyCase())
        .filteredOn(input -> input.facts().kind() == Kind.SHAREPOINT)
        .filteredOn(input -> decide(input) instanceof Serve)
        .allMatch(input -> input.facts().recovering());
  }

  @ParameterizedTest
  @CsvSource({
    "PURPOSE_USER_READ,USER",
    "PURPOSE_USER_WRITE,USER",
    "PURPOSE_MAIL_DELIVERY,SYSTEM",
    "PURPOSE_SEARCH_INDEX,SYSTEM",
    "PURPOSE_EDISCOVERY,SYSTEM",
    "PURPOSE_ANTIMALWARE,SYSTEM",
    "PURPOSE_MAILBOX_MOVE,SYSTEM",
    "PURPOSE_REENCRYPTION,POLICY_CHANGE",
    "PURPOSE_RECOVERY,RECOVERY"
  })
  void putsEachPurposeIntoItsColumn(Purpose purpose, Action action) {
    assertThat(Action.of(purpose)).contains(action);
  }

  @ParameterizedTest
  @EnumSource(
      value = Purpose.class,
      names = {"PURPOSE_UNSPECIFIED", "UNRECOGNIZED"})
  void knowsNoColumnForAPurposeThatIsNotStated(Purpose purpose) {
    assertThat(Action.of(purpose)).isEmpty();
  }

  @Test
  void classifiesEveryPairOfOutcomesInAnyOrder() {
    Set<VaultOutcome> failed =
        EnumSet.of(
            VaultOutcome.VAULT_OUTCOME_DENIED,
            VaultOutcome.VAULT_OUTCOME_UNAVAILABLE,
            VaultOutcome.VAULT_OUTCOME_FAULT);
    for (VaultOutcome first : VaultOutcome.values()) {
      for (VaultOutcome second : VaultOutcome.values()) {
        Attempts attempts = Attempts.of(first, second);
        Set<VaultOutcome> pair = new HashSet<>(List.of(first));
        pair.add(second);

        assertThat(attempts).isEqualTo(Attempts.of(second, first));
        assertThat(attempts).isEqualTo(expected(pair, failed));
      }
    }
  }

  private static Attempts expected(Set<VaultOutcome> pair, Set<VaultOutcome> failed) {
    if (!failed.containsAll(pair)) {
      return Attempts.INSUFFICIENT;
    }
    if (pair.contains(VaultOutcome.VAULT_OUTCOME_FAULT)) {
      return Attempts.FAULT;
    }
    if (pair.equals(Set.of(VaultOutcome.VAULT_OUTCOME_DENIED))) {
      return Attempts.BOTH_DENIED;
    }
    return pair.size() == 1 ? Attempts.BOTH_UNAVAILABLE : Attempts.ONE_DENIED;
  }

  private static Decision decide(Case input) {
    return AvailabilityRule.decide(input.action(), input.attempts(), input.facts());
  }

  private static String nameOf(Decision decision) {
    return switch (decision) {
      case Serve serve -> serve.ground().name();
      case Refuse refuse -> refuse.reason().name().substring("FAILURE_REASON_".length());
    };
  }

  private static List<Case> everyCase() {
    List<Case> cases = new ArrayList<>();
    for (Facts facts : everyFacts()) {
      for (Attempts attempts : Attempts.values()) {
        for (Action action : Action.values()) {
          cases.add(new Case(action, attempts, facts));
        }
      }
    }
    return cases;
  }

  private static List<Facts> everyFacts() {
    List<Facts> all = new ArrayList<>();
    for (Kind kind : Kind.values()) {
      for (Mode mode : Mode.values()) {
        for (Standing standing : Standing.values()) {
          for (int flags = 0; flags < 32; flags++) {
            all.add(
                new Facts(
                    kind,
                    mode,
                    standing,
                    (flags & 1) != 0,
                    (flags & 2) != 0,
                    (flags & 4) != 0,
                    (flags & 8) != 0,
                    (flags & 16) != 0));
          }
        }
      }
    }
    return all;
  }

  private record Case(Action action, Attempts attempts, Facts facts) {
    boolean flag(String name) {
      return switch (name) {
        case "suspended" -> facts.suspended();
        case "recovering" -> facts.recovering();
        case "denied" -> facts.denied();
        case "strict" -> facts.strict();
        case "fallback" -> facts.fallback();
        default -> throw new IllegalArgumentException(name);
      };
    }
  }

  private record Row(
      String standing,
      String kind,
      String mode,
      String flags,
      String attempts,
      String action,
      String decision) {

    boolean holds(Case input) {
      return fits(standing, input.facts().standing())
          && fits(kind, input.facts().kind())
          && fits(mode, input.facts().mode())
          && fits(attempts, input.attempts())
          && fits(action, input.action())
          && Arrays.stream(flags.split(" ")).allMatch(flag -> flagHolds(flag, input));
    }

    private static boolean fits(String cell, Enum<?> value) {
      return cell.equals("*") || cell.equals(value.name());
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
            new Row(
                cell.get(0),
                cell.get(1),
                cell.get(2),
                cell.get(3),
                cell.get(4),
                cell.get(5),
                cell.get(6).toUpperCase(Locale.ROOT)))
        .toList();
  }
}
