package io.customerkey.unwrap.azure;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.customerkey.unwrap.vault.VaultAnswer;
import io.customerkey.unwrap.verdict.Outcome;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * One answer of {@code answers.json}: what a vault, a token endpoint or the network does, and what
 * it means.
 *
 * @param name unique
 * @param where {@code vault}, {@code token endpoint} or {@code network}
 * @param source where the answer is documented or was seen
 * @param recorded from genuine Azure; built from documentation otherwise
 * @param json the entry
 */
record CorpusAnswer(String name, String where, String source, boolean recorded, JsonNode json) {
  static final ObjectMapper JSON = new ObjectMapper();

  /**
   * Class and reason.
   *
   * @param reason as in evidence, empty for a success
   */
  record Meaning(Outcome outcome, String reason) {
    static Meaning of(VaultAnswer<?> answer) {
      return new Meaning(Outcome.of(answer), Outcome.reason(answer));
    }
  }

  static Stream<CorpusAnswer> all() {
    try (InputStream file = CorpusAnswer.class.getResourceAsStream("answers.json")) {
      List<CorpusAnswer> answers = new ArrayList<>();
      for (JsonNode each : JSON.readTree(Objects.requireNonNull(file)).path("answers")) {
        answers.add(
            new CorpusAnswer(
                each.path("name").asText(),
                each.path("where").asText(),
                each.path("source").asText(),
                each.path("origin").asText().equals("recorded"),
                each));
      }
      return answers.stream();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  String operation() {
    return json.path("operation").asText("unwrap");
  }

  Meaning expected() {
    JsonNode expected = json.path("expected");
    return new Meaning(
        Outcome.valueOf(expected.path("class").asText()), expected.path("reason").asText(""));
  }

  JsonNode expectation(String field) {
    return json.path("expected").path(field);
  }

  int status() {
    return json.path("answer").path("status").asInt();
  }

  /** The body as it is sent, with its placeholders. */
  String text() {
    JsonNode answer = json.path("answer");
    return answer.has("body") ? answer.path("body").toString() : answer.path("text").asText("");
  }

  boolean hasJsonBody() {
    return json.path("answer").path("body").isObject();
  }

  boolean isEmulated() {
    return json.has("emulator");
  }

  String[] headers() {
    return json.path("answer").path("headers").properties().stream()
        .map(header -> header.getKey() + ": " + header.getValue().asText())
        .toArray(String[]::new);
  }

  @Override
  public String toString() {
    return where + ": " + name;
  }
}
