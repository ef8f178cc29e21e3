package io.customerkey.unwrap.azure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AnswerShapeTest {
  @Test
  void keepsOnlyTheFieldsInUseEachOfItsType() {
    assertThat(
            text(
                AnswerShape.ofResult(
                    bytes("{\"alg\":\"x\",\"value\":\"AAAA\",\"kid\":\"k\",\"iv\":[[]]}"))))
        .isEqualTo("{\"kid\":\"k\",\"value\":\"AAAA\"}");
    assertThat(text(AnswerShape.ofResult(bytes("{\"kid\":7,\"value\":[]}")))).isEqualTo("{}");
  }

  @Test
  void keepsAKeysPublicPartAttributesAndTags() {
    String key =
        """
        {"key":{"kid":"k","kty":"RSA","n":"AQ","e":"AQAB","d":"x","key_ops":["wrapKey"],"crv":[1]},
         "attributes":{"enabled":true,"exp":1,"nbf":"2","created":1.5,"recoveryLevel":"Purgeable"},
         "tags":{"a":"b","c":["d"],"e":null},"release_policy":{"data":{}}}\
        """;
    assertThat(text(AnswerShape.ofKey(bytes(key))))
        .isEqualTo(
            "{\"key\":{\"kid\":\"k\",\"kty\":\"RSA\",\"n\":\"AQ\",\"e\":\"AQAB\"},"
                + "\"attributes\":{\"recoveryLevel\":\"Purgeable\",\"enabled\":true,\"exp\":1},"
                + "\"tags\":{\"a\":\"b\"}}");
  }

  @Test
  void keepsOfARefusedLoginNoProse() {
    String refusal =
        "{\"error\":\"invalid_client\",\"error_description\":\"AADSTS7000215 …\","
            + "\"error_codes\":[7000215]}";
    assertThat(text(AnswerShape.ofTokenRefusal(bytes(refusal))))
        .isEqualTo("{\"error\":\"invalid_client\",\"error_codes\":[7000215]}");
    assertThat(text(AnswerShape.ofTokenRefusal(bytes("<html>"))))
        .isEqualTo("{\"error\":\"unreadable\",\"error_codes\":[]}");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "null", "7", "[]", "\"x\"", "{", "{} {}", "<html>"})
  void refusesWhatIsNotOneObject(String body) {
    assertThatThrownBy(() -> AnswerShape.ofResult(bytes(body)))
        .isInstanceOf(UnreadableAnswerException.class);
    assertThatThrownBy(() -> AnswerShape.ofKey(bytes(body)))
        .isInstanceOf(UnreadableAnswerException.class);
    assertThatThrownBy(() -> AnswerShape.ofToken(bytes(body)))
        .isInstanceOf(UnreadableAnswerException.class);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "{\"key\":[],\"attributes\":{}}",
        "{\"key\":{}}",
        "{\"key\":{},\"attributes\":[]}"
      })
  void refusesAKeyWithoutItsParts(String body) {
    assertThatThrownBy(() -> AnswerShape.ofKey(bytes(body)))
        .isInstanceOf(UnreadableAnswerException.class);
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static String text(byte[] bytes) {
    return new String(bytes, StandardCharsets.UTF_8);
  }
}
