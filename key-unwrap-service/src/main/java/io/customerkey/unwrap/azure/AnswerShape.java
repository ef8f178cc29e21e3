package io.customerkey.unwrap.azure;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.List;
import java.util.Map;

/**
 * Rewrites answers to what the SDK can read: one JSON object of the fields in use, each of its
 * type. The SDK's own readers loop for ever on an array where a text should be ({@code
 * {"kid":7,"value":[]}}), on the pool that all vaults' answers pass, so that one vault could stop
 * all others.
 */
final class AnswerShape {
  private static final ObjectMapper JSON =
      new ObjectMapper().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);
  private static final List<String> RESULT = List.of("kid", "value");
  private static final List<String> JWK = List.of("kid", "kty", "n", "e");
  private static final List<String> TIMES = List.of("nbf", "exp", "created", "updated");

  private AnswerShape() {}

  /**
   * @param body of a wrapKey or unwrapKey that succeeded
   * @return {@code kid} and {@code value}
   * @throws UnreadableAnswerException if it is no such object
   */
  static byte[] ofResult(byte[] body) {
    ObjectNode shaped = JSON.createObjectNode();
    copyTexts(object(body), shaped, RESULT);
    return bytes(shaped);
  }

  /**
   * @param body of a key that was asked for
   * @return its public part, attributes and tags
   * @throws UnreadableAnswerException if it is no such object
   */
  static byte[] ofKey(byte[] body) {
    JsonNode bundle = object(body);
    ObjectNode shaped = JSON.createObjectNode();
    copyTexts(required(bundle.path("key")), shaped.putObject("key"), JWK);
    JsonNode attributes = required(bundle.path("attributes"));
    ObjectNode kept = shaped.putObject("attributes");
    copyTexts(attributes, kept, List.of("recoveryLevel"));
    if (attributes.path("enabled").isBoolean()) {
      kept.put("enabled", attributes.path("enabled").booleanValue());
    }
    for (String time : TIMES) {
      if (attributes.path(time).isIntegralNumber() && attributes.path(time).canConvertToLong()) {
        kept.put(time, attributes.path(time).longValue());
      }
    }
    ObjectNode tags = shaped.putObject("tags");
    for (Map.Entry<String, JsonNode> tag : bundle.path("tags").properties()) {
      copyTexts(bundle.path("tags"), tags, List.of(tag.getKey()));
    }
    return bytes(shaped);
  }

  /**
   * @param body of a token endpoint that gave a token
   * @return the token, its type and how long it lives
   * @throws UnreadableAnswerException if one of them is missing
   */
  static byte[] ofToken(byte[] body) {
    JsonNode answer = object(body);
    ObjectNode shaped = JSON.createObjectNode();
    copyTexts(answer, shaped, List.of("token_type", "access_token"));
    long seconds = answer.path("expires_in").asLong(0);
    if (!shaped.hasNonNull("access_token") || seconds <= 0) {
      throw new UnreadableAnswerException();
    }
    return bytes(shaped.put("expires_in", seconds));
  }

  /**
   * @param body of a token endpoint that refused
   * @return {@code error} and the numbers; no prose, which the SDK would log
   */
  static byte[] ofTokenRefusal(byte[] body) {
    ObjectNode shaped = JSON.createObjectNode();
    try {
      copyTexts(object(body), shaped, List.of("error"));
    } catch (UnreadableAnswerException notJson) {
      shaped.removeAll();
    }
    if (shaped.isEmpty()) {
      shaped.put("error", "unreadable");
    }
    ArrayNode numbers = shaped.putArray("error_codes");
    AnswerReader.aadstsOf(body).forEach(numbers::add);
    return bytes(shaped);
  }

  private static JsonNode object(byte[] body) {
    try {
      return required(JSON.readTree(body));
    } catch (IOException notJson) {
      throw new UnreadableAnswerException();
    }
  }

  private static JsonNode required(JsonNode node) {
    if (!node.isObject()) {
      throw new UnreadableAnswerException();
    }
    return node;
  }

  private static void copyTexts(JsonNode from, ObjectNode to, List<String> fields) {
    for (String field : fields) {
      if (from.path(field).isTextual()) {
        to.put(field, from.path(field).textValue());
      }
    }
  }

  private static byte[] bytes(ObjectNode shaped) {
    try {
      return JSON.writeValueAsBytes(shaped);
    } catch (JsonProcessingException neverOfATree) {
      throw new IllegalStateException(neverOfATree);
    }
  }
}
