package io.customerkey.unwrap.azure;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.customerkey.unwrap.vault.DirectoryId;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.Clock;
import java.time.Duration;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.HashSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Reads what a vault or a token endpoint says when it does not do what it was asked. Whatever is
 * missing or of another type is empty: nothing here fails.
 */
final class AnswerReader {
  private static final ObjectMapper JSON =
      new ObjectMapper()
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION);
  private static final Pattern AUTHORIZATION =
      Pattern.compile("(?i)\\bauthorization(?:_uri)?=\"?([^\", ]+)");
  private static final Duration LONGEST_WAIT = Duration.ofDays(1);

  private AnswerReader() {}

  /**
   * A vault's error body.
   *
   * @param code {@code error.code}
   * @param innerCode {@code error.innererror.code}
   * @param marker what the message adds
   */
  record ErrorBody(String code, String innerCode, Happening.Marker marker) {
    static final ErrorBody NONE = new ErrorBody("", "", Happening.Marker.NONE);
  }

  /**
   * Reads Key Vault's own form: {@code code} and {@code message} are texts, and {@code innererror},
   * where there is one, has a text {@code code} (Key Vault REST API, "KeyVaultError").
   *
   * @param body of a refusal
   * @return its codes; {@link ErrorBody#NONE} for any other form
   */
  static ErrorBody errorOf(byte[] body) {
    JsonNode error = parse(body).path("error");
    JsonNode inner = error.path(error.has("innererror") ? "innererror" : "innerError");
    String code = text(error.path("code"));
    String message = text(error.path("message"));
    boolean whole = inner.isMissingNode() || inner.isNull() || !text(inner.path("code")).isEmpty();
    return code.isEmpty() || message.isEmpty() || !whole
        ? ErrorBody.NONE
        : new ErrorBody(code, text(inner.path("code")), marker(message));
  }

  /**
   * Reads Entra's own form: a text {@code error} beside {@code error_codes}, all of them numbers.
   *
   * @param body of the token endpoint
   * @return the AADSTS numbers, empty for any other form; prose is not read
   */
  static Set<Integer> aadstsOf(byte[] body) {
    JsonNode answer = parse(body);
    Set<Integer> numbers = new HashSet<>();
    if (text(answer.path("error")).isEmpty() || !answer.path("error_codes").isArray()) {
      return numbers;
    }
    for (JsonNode number : answer.path("error_codes")) {
      if (!number.canConvertToInt() || !number.isIntegralNumber()) {
        return Set.of();
      }
      numbers.add(number.intValue());
    }
    return numbers;
  }

  /**
   * @param challenge a {@code WWW-Authenticate} header, or null
   * @return the directory in its {@code authorization}: the first segment of the path
   */
  static Optional<DirectoryId> directoryOf(@Nullable String challenge) {
    if (challenge == null) {
      return Optional.empty();
    }
    Matcher found = AUTHORIZATION.matcher(challenge);
    if (!found.find()) {
      return Optional.empty();
    }
    try {
      String path = Optional.ofNullable(new URI(found.group(1)).getPath()).orElse("");
      String[] segments = path.split("/", -1);
      return segments.length < 2
          ? Optional.empty()
          : Optional.of(DirectoryId.parse(segments[1].toLowerCase(Locale.ROOT)));
    } catch (URISyntaxException | IllegalArgumentException notReadable) {
      return Optional.empty();
    }
  }

  /**
   * @param header {@code Retry-After} (RFC 9110, 10.2.3), seconds or a date, or null
   * @param clock for the date
   * @return how long to wait, at most a day
   */
  static Optional<Duration> retryAfter(@Nullable String header, Clock clock) {
    if (header == null) {
      return Optional.empty();
    }
    Optional<Duration> wait =
        header.matches("[0-9]{1,9}")
            ? Optional.of(Duration.ofSeconds(Long.parseLong(header)))
            : untilDate(header, clock);
    return wait.map(w -> w.compareTo(LONGEST_WAIT) > 0 ? LONGEST_WAIT : w);
  }

  private static Optional<Duration> untilDate(String header, Clock clock) {
    try {
      ZonedDateTime date = ZonedDateTime.parse(header, DateTimeFormatter.RFC_1123_DATE_TIME);
      Duration wait = Duration.between(clock.instant(), date.toInstant());
      return Optional.of(wait.isNegative() ? Duration.ZERO : wait);
    } catch (DateTimeParseException neither) {
      return Optional.empty();
    }
  }

  private static Happening.Marker marker(String message) {
    if (message.startsWith("AKV10032")) {
      return Happening.Marker.AKV10032;
    }
    return message.contains("is not allowed on a disabled key")
        ? Happening.Marker.DISABLED
        : Happening.Marker.NONE;
  }

  private static String text(JsonNode node) {
    return node.isTextual() ? node.textValue() : "";
  }

  private static JsonNode parse(byte[] body) {
    try {
      JsonNode root = JSON.readTree(body);
      return root == null ? JSON.missingNode() : root;
    } catch (IOException notJson) {
      return JSON.missingNode();
    }
  }
}
