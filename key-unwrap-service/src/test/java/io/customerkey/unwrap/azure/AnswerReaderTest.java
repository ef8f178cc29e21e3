package io.customerkey.unwrap.azure;

import static org.assertj.core.api.Assertions.assertThat;

import io.customerkey.unwrap.vault.DirectoryId;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AnswerReaderTest {
  private static final String DIRECTORY = "72f988bf-86f1-41af-91ab-2d7cd011db47";
  private static final Clock CLOCK =
      Clock.fixed(Instant.parse("2026-11-22T12:00:00Z"), ZoneOffset.UTC);

  @Test
  void readsCodesOfAVaultsError() {
    String body =
        """
        {"error":{"code":"Forbidden","message":"Operation unwrapKey is not allowed on a disabled key.",
         "innererror":{"code":"KeyDisabled"}}}\
        """;
    assertThat(error(body))
        .isEqualTo(
            new AnswerReader.ErrorBody("Forbidden", "KeyDisabled", Happening.Marker.DISABLED));
  }

  @Test
  void readsAnErrorWithoutAnInnerCodeAndTheOtherSpelling() {
    assertThat(
            error("{\"error\":{\"code\":\"KeyNotFound\",\"message\":\"m\",\"innererror\":null}}"))
        .isEqualTo(new AnswerReader.ErrorBody("KeyNotFound", "", Happening.Marker.NONE));
    assertThat(
            error(
                "{\"error\":{\"code\":\"Forbidden\",\"message\":\"m\","
                    + "\"innerError\":{\"code\":\"KeyDisabled\"}}}"))
        .isEqualTo(new AnswerReader.ErrorBody("Forbidden", "KeyDisabled", Happening.Marker.NONE));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Public network access is disabled and request is not from a trusted service.",
        "Caller is not authorized. Resource: '/keys/disabled-key'",
        "See AKV10032."
      })
  void marksNoMessageThatOnlyMentionsAWord(String message) {
    assertThat(error("{\"error\":{\"code\":\"Forbidden\",\"message\":\"" + message + "\"}}"))
        .isEqualTo(new AnswerReader.ErrorBody("Forbidden", "", Happening.Marker.NONE));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "null",
        "[]",
        "{\"error\":{\"code\":\"Forbidden\"}}",
        "{\"error\":{\"message\":\"m\"}}",
        "{\"error\":{\"code\":\"Forbidden\",\"message\":\"m\"}} {}",
        "{\"error\":{\"code\":\"Forbidden\",\"code\":\"KeyNotFound\",\"message\":\"m\"}}",
        "{\"error\":{\"code\":\"Forbidden\",\"message\":\"m\",\"innererror\":{}}}",
        "\"Forbidden\"",
        "<html>disabled</html>",
        "{\"error\":\"Forbidden\"}",
        "{\"error\":null}",
        "{\"error\":[{\"code\":\"Forbidden\"}]}",
        "{\"error\":{\"code\":{\"code\":\"Forbidden\"},\"innererror\":\"KeyDisabled\"}}"
      })
  void readsNothingFromAnotherForm(String body) {
    assertThat(error(body)).isEqualTo(AnswerReader.ErrorBody.NONE);
  }

  @Test
  void readsNumbersOfALogin() {
    String body = "{\"error\":\"unauthorized_client\",\"error_codes\":[700016,1]}";
    assertThat(AnswerReader.aadstsOf(bytes(body))).isEqualTo(Set.of(700016, 1));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "AADSTS700016",
        "[{\"error\":\"x\",\"error_codes\":[700016]}]",
        "{\"error_codes\":[700016]}",
        "{\"error\":7,\"error_codes\":[700016]}",
        "{\"error\":\"x\",\"error_codes\":\"700016\"}",
        "{\"error\":\"x\",\"error_codes\":[700016,\"x\"]}",
        "{\"error\":\"x\",\"error_codes\":[700016,1e40]}",
        "{\"error\":\"x\",\"error_codes\":[700016,7.5]}"
      })
  void readsNoNumbersFromAnotherForm(String body) {
    assertThat(AnswerReader.aadstsOf(bytes(body))).isEmpty();
  }

  @Test
  void readsTheDirectoryOfAChallenge() {
    String challenge =
        "Bearer authorization=\"https://login.microsoftonline.com/"
            + DIRECTORY
            + "\", resource=\"https://vault.azure.net\"";
    assertThat(AnswerReader.directoryOf(challenge)).contains(DirectoryId.parse(DIRECTORY));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "Bearer",
        "Basic realm=\"x\"",
        "Bearer authorization=\"https://login.microsoftonline.com\"",
        "Bearer authorization=\"https://login.microsoftonline.com/common\"",
        "Bearer authorization=\"https://[/" + DIRECTORY + "\"",
        "Bearer resource=\"https://vault.azure.net\""
      })
  void namesNobodyWhereTheChallengeCannotBeRead(String challenge) {
    assertThat(AnswerReader.directoryOf(challenge)).isEmpty();
  }

  @Test
  void readsRetryAfterAsSecondsOrDate() {
    assertThat(AnswerReader.retryAfter("7", CLOCK)).contains(Duration.ofSeconds(7));
    assertThat(AnswerReader.retryAfter("Sun, 22 Nov 2026 12:00:30 GMT", CLOCK))
        .contains(Duration.ofSeconds(30));
    assertThat(AnswerReader.retryAfter("Sun, 22 Nov 2026 11:00:00 GMT", CLOCK))
        .contains(Duration.ZERO);
    assertThat(AnswerReader.retryAfter("999999999", CLOCK)).contains(Duration.ofDays(1));
    assertThat(AnswerReader.retryAfter("-1", CLOCK)).isEmpty();
    assertThat(AnswerReader.retryAfter("soon", CLOCK)).isEmpty();
    assertThat(AnswerReader.retryAfter(null, CLOCK)).isEmpty();
  }

  private static AnswerReader.ErrorBody error(String body) {
    return AnswerReader.errorOf(bytes(body));
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
