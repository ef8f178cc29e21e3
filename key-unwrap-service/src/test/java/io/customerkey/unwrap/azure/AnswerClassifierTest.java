package io.customerkey.unwrap.azure;

import static org.assertj.core.api.Assertions.assertThat;

import io.customerkey.unwrap.azure.Happening.Challenged;
import io.customerkey.unwrap.azure.Happening.Ending;
import io.customerkey.unwrap.azure.Happening.Marker;
import io.customerkey.unwrap.vault.DenialReason;
import io.customerkey.unwrap.vault.FaultReason;
import io.customerkey.unwrap.vault.Stage;
import io.customerkey.unwrap.vault.UnavailableReason;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** The table of answers, row by row, and what becomes of it when a vault says something else. */
class AnswerClassifierTest {
  private static final String REST =
      "Microsoft Learn, Azure Key Vault REST API error codes (general/rest-error-codes)";
  private static final String COMMON =
      "Microsoft Learn, Common error codes for Azure Key Vault (general/common-error-codes)";
  private static final String ENTRA =
      "Microsoft Learn, Microsoft Entra error codes (identity-platform/reference-error-codes)";
  private static final String SOFT_DELETE =
      "Microsoft Learn, Azure Key Vault recovery management; REST, Get Key / Recover Deleted Key";
  private static final String SEEN = "seen with the genuine SDK, docs/adr/0002-azure-adapter.md";

  record Row(String source, Happening happening, Judgement expected) {}

  static Stream<Row> table() {
    return Stream.of(rows403(), rowsOther(), rowsToken(), rowsCutOff()).flatMap(r -> r);
  }

  private static Stream<Row> rows403() {
    return Stream.of(
        row(REST, vault(403, "Forbidden", "KeyDisabled"), DenialReason.KEY_DISABLED),
        row(REST, vault(403, "KeyDisabled", ""), DenialReason.KEY_DISABLED),
        row(
            REST,
            with(vault(403, "Forbidden", ""), Marker.DISABLED, Challenged.NOBODY),
            DenialReason.KEY_DISABLED),
        row(REST, vault(403, "Forbidden", "ForbiddenByPolicy"), DenialReason.PERMISSION_REMOVED),
        row(REST, vault(403, "Forbidden", "ForbiddenByRbac"), DenialReason.PERMISSION_REMOVED),
        row(COMMON, vault(403, "Forbidden", "AccessDenied"), DenialReason.PERMISSION_REMOVED),
        row(COMMON, vault(403, "AccessDenied", ""), DenialReason.PERMISSION_REMOVED),
        row(COMMON, vault(403, "Forbidden", "ForbiddenByFirewall"), DenialReason.NETWORK_RULE),
        row(REST, vault(403, "Forbidden", "ForbiddenByConnection"), DenialReason.NETWORK_RULE),
        row(REST, vault(403, "Forbidden", "KeyNotYetValid"), DenialReason.FORBIDDEN),
        row(REST, vault(403, "Forbidden", ""), DenialReason.FORBIDDEN));
  }

  private static Stream<Row> rowsOther() {
    return Stream.of(
        row(REST, vault(404, "KeyNotFound", ""), DenialReason.KEY_DELETED),
        row(SOFT_DELETE, vault(409, "Conflict", "ObjectIsBeingDeleted"), DenialReason.KEY_DELETED),
        row(
            SOFT_DELETE,
            vault(409, "Conflict", "ObjectIsDeletedButRecoverable"),
            DenialReason.KEY_DELETED),
        row(
            REST,
            with(vault(401, "Unauthorized", ""), Marker.NONE, Challenged.OTHER),
            DenialReason.VAULT_MOVED),
        row(
            REST,
            with(vault(401, "Unauthorized", ""), Marker.AKV10032, Challenged.NOBODY),
            DenialReason.VAULT_MOVED),
        row(
            REST,
            with(vault(401, "Unauthorized", ""), Marker.NONE, Challenged.SAME),
            UnavailableReason.TOKEN),
        row(REST, vault(401, "Unauthorized", ""), UnavailableReason.TOKEN),
        row(REST, vault(408, "", ""), UnavailableReason.VAULT_ERROR),
        row(REST, vault(429, "Throttled", ""), UnavailableReason.THROTTLED),
        row(REST, vault(429, "", ""), UnavailableReason.THROTTLED),
        row(REST, vault(500, "InternalError", ""), UnavailableReason.VAULT_ERROR),
        row(REST, vault(503, "", ""), UnavailableReason.VAULT_ERROR),
        row(SEEN, vault(502, "", "", Ending.TOO_LARGE), UnavailableReason.VAULT_ERROR),
        row(REST, vault(400, "BadParameter", ""), FaultReason.REQUEST_REFUSED),
        row(SEEN, vault(200, "", "", Ending.OTHER_KEY), FaultReason.OTHER_KEY_ANSWERED),
        row(SEEN, vault(200, "", "", Ending.IMPOSSIBLE_KEY), FaultReason.ANSWER_TOO_LARGE),
        row(SEEN, vault(200, "", "", Ending.TOO_LARGE), UnavailableReason.UNKNOWN_ANSWER),
        row(
            SEEN,
            with(vault(401, "", "", Ending.TOO_LARGE), Marker.NONE, Challenged.OTHER),
            UnavailableReason.TOKEN),
        row(SEEN, vault(200, "", "", Ending.UNREADABLE), UnavailableReason.UNKNOWN_ANSWER),
        row(SEEN, vault(302, "", ""), UnavailableReason.UNKNOWN_ANSWER));
  }

  private static Stream<Row> rowsToken() {
    return Stream.of(
        row(ENTRA, login(400, 65001), DenialReason.CONSENT_REMOVED),
        row(ENTRA, login(400, 700016), DenialReason.CONSENT_REMOVED),
        row(ENTRA, login(401, 7000112), DenialReason.CONSENT_REMOVED),
        row(ENTRA, login(401, 7000229), DenialReason.CONSENT_REMOVED),
        row(ENTRA, login(401, 7000215), UnavailableReason.OUR_CREDENTIAL),
        row(ENTRA, login(401, 7000222), UnavailableReason.OUR_CREDENTIAL),
        row(ENTRA, login(401, 700027), UnavailableReason.OUR_CREDENTIAL),
        row(ENTRA, login(400, 90002), UnavailableReason.TOKEN),
        row(ENTRA, login(429), UnavailableReason.TOKEN),
        row(ENTRA, login(503), UnavailableReason.TOKEN),
        row(SEEN, login(200, Ending.UNREADABLE), UnavailableReason.TOKEN),
        row(SEEN, login(0, Ending.TOO_LARGE), UnavailableReason.TOKEN),
        row(SEEN, login(0, Ending.NOT_SENT), UnavailableReason.TOKEN));
  }

  private static Stream<Row> rowsCutOff() {
    return Stream.of(
        row(SEEN, login(0, Ending.CUT_OFF), UnavailableReason.UNREACHABLE),
        row(
            SEEN,
            happening(Stage.BEFORE_RESPONSE, Ending.CUT_OFF, 0, "", ""),
            UnavailableReason.UNREACHABLE),
        row(SEEN, vault(200, "", "", Ending.CUT_OFF), UnavailableReason.UNREACHABLE),
        row(
            SEEN,
            vault(403, "Forbidden", "KeyDisabled", Ending.CUT_OFF),
            UnavailableReason.UNREACHABLE));
  }

  @ParameterizedTest
  @MethodSource("table")
  void judgesAsTheTableSays(Row row) {
    assertThat(judge(row.happening())).as(row.source()).isEqualTo(row.expected());
  }

  static Stream<Happening> denialsOfAVault() {
    return table()
        .filter(row -> row.expected() instanceof Judgement.Denied)
        .map(Row::happening)
        .filter(happening -> happening.stage() == Stage.RESPONSE && happening.status() != 401);
  }

  @ParameterizedTest
  @MethodSource("denialsOfAVault")
  void isUnknownBelowAnOuterCodeNobodyKnows(Happening perturbed) {
    Happening unheard = vault(perturbed.status(), "Unheard", "OfByAnyone");
    assertThat(AnswerClassifier.judge(unheard)).isEqualTo(UNKNOWN);
    Happening below = vault(perturbed.status(), "Unheard", perturbed.innerCode());
    assertThat(AnswerClassifier.judge(below)).isEqualTo(UNKNOWN);
  }

  @ParameterizedTest
  @MethodSource("denialsOfAVault")
  void isUnknownWhenTheBodyIsNotTheVaults(Happening perturbed) {
    Happening page = with(vault(perturbed.status(), "", ""), Marker.DISABLED, Challenged.NOBODY);
    assertThat(AnswerClassifier.judge(page)).isEqualTo(UNKNOWN);
  }

  @ParameterizedTest
  @MethodSource("table")
  void neverDeniesWhatTheServersOwnTroubleAnswers(Row row) {
    for (int status : new int[] {0, 100, 200, 204, 301, 302, 402, 405, 408, 418, 429, 500, 503}) {
      Happening h = row.happening();
      Happening other =
          new Happening(
              h.stage(),
              h.ending(),
              status,
              h.code(),
              h.innerCode(),
              h.marker(),
              h.challenged(),
              h.aadsts());
      assertThat(AnswerClassifier.judge(other)).isNotInstanceOf(Judgement.Denied.class);
    }
  }

  @Test
  void doesNotDenyByConsentWhenAnotherNumberSpeaksToo() {
    assertThat(AnswerClassifier.judge(login(400, 700016, 7000215)))
        .isEqualTo(new Judgement.Unavailable(UnavailableReason.OUR_CREDENTIAL, true));
    assertThat(AnswerClassifier.judge(login(400, 700016, 1)))
        .isEqualTo(new Judgement.Unavailable(UnavailableReason.TOKEN, false));
    assertThat(AnswerClassifier.judge(login(400)))
        .isEqualTo(new Judgement.Unavailable(UnavailableReason.TOKEN, false));
  }

  @ParameterizedTest
  @EnumSource(Ending.class)
  void givesEveryEndingAtEveryStageAClass(Ending ending) {
    Map<Integer, Judgement> judged = new LinkedHashMap<>();
    for (Stage stage : Stage.values()) {
      for (int status = 0; status < 700; status++) {
        judged.put(status, AnswerClassifier.judge(happening(stage, ending, status, "", "")));
      }
      assertThat(judged.values()).noneMatch(j -> j instanceof Judgement.Denied);
    }
  }

  /** Class and reason; which unavailable ones are counted is another test's. */
  private static Judgement judge(Happening happening) {
    return AnswerClassifier.judge(happening) instanceof Judgement.Unavailable unavailable
        ? new Judgement.Unavailable(unavailable.reason(), true)
        : AnswerClassifier.judge(happening);
  }

  private static final Judgement UNKNOWN =
      new Judgement.Unavailable(UnavailableReason.UNKNOWN_ANSWER, false);

  private static Row row(String source, Happening happening, DenialReason reason) {
    return new Row(source, happening, new Judgement.Denied(reason));
  }

  private static Row row(String source, Happening happening, UnavailableReason reason) {
    return new Row(source, happening, new Judgement.Unavailable(reason, true));
  }

  private static Row row(String source, Happening happening, FaultReason reason) {
    return new Row(source, happening, new Judgement.Fault(reason));
  }

  private static Happening vault(int status, String code, String innerCode) {
    return vault(status, code, innerCode, Ending.ANSWERED);
  }

  private static Happening vault(int status, String code, String innerCode, Ending ending) {
    return happening(Stage.RESPONSE, ending, status, code, innerCode);
  }

  private static Happening login(int status, Ending ending) {
    return happening(Stage.TOKEN, ending, status, "", "");
  }

  private static Happening login(int status, int... aadsts) {
    Set<Integer> numbers = new HashSet<>();
    for (int number : aadsts) {
      numbers.add(number);
    }
    return new Happening(
        Stage.TOKEN, Ending.ANSWERED, status, "", "", Marker.NONE, Challenged.NOBODY, numbers);
  }

  private static Happening happening(
      Stage stage, Ending ending, int status, String code, String innerCode) {
    return new Happening(
        stage, ending, status, code, innerCode, Marker.NONE, Challenged.NOBODY, Set.of());
  }

  private static Happening with(Happening of, Marker marker, Challenged challenged) {
    return new Happening(
        of.stage(),
        of.ending(),
        of.status(),
        of.code(),
        of.innerCode(),
        marker,
        challenged,
        of.aadsts());
  }
}
