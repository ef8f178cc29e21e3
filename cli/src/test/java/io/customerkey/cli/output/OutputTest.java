package io.customerkey.cli.output;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.customerkey.cli.failure.CkException;
import io.customerkey.cli.failure.ExitCode;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class OutputTest {
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  private Output output(boolean json) {
    return new Output(new PrintWriter(out), new PrintWriter(err), json, true);
  }

  private static JsonNode items() {
    return Json.parse(
        """
        [{"id":"1","name":"Grüße 日本","assignment":{"state":"APPLIED"}},{"id":"22","name":"b"}]
        """);
  }

  @Test
  void alignsColumnsAndLeavesAbsentValuesEmpty() {
    output(false)
        .list(
            items(),
            Column.of("ID", "/id"),
            Column.of("NAME", "/name"),
            Column.of("STATE", "/assignment/state"));

    assertThat(out.toString().lines())
        .containsExactly("ID  NAME      STATE", "1   Grüße 日本  APPLIED", "22  b");
  }

  @Test
  void saysThatAListIsEmpty() {
    output(false).list(Json.array(), Column.of("ID", "/id"));

    assertThat(out.toString()).isEqualTo("none\n");
  }

  @Test
  void printsOneJsonObjectForAList() {
    output(true).list(items(), Column.of("ID", "/id"));

    assertThat(Json.parse(out.toString()).path("items")).isEqualTo(items());
  }

  @Test
  void flattensAnObject() {
    output(false)
        .object(
            Json.parse(
                "{\"id\":\"1\",\"keys\":[{\"slot\":1},{\"slot\":2}],\"tags\":[\"a\",\"b\"]}"));

    assertThat(out.toString().lines())
        .containsExactly(
            "id            1", "keys[0].slot  1", "keys[1].slot  2", "tags          a, b");
  }

  @Test
  void keepsControlCharactersFromTheTerminal() {
    output(false).object(Json.object().put("subject", "a\u001b[2Jb\nc"));

    assertThat(out.toString()).isEqualTo("subject  a [2Jb c\n");
  }

  @Test
  void tellsOfProgressOnlyToPeople() {
    output(true).progress("half");
    assertThat(err.toString()).isEmpty();

    output(false).progress("half");
    assertThat(err.toString()).isEqualTo("half\n");
  }

  @Test
  void printsReasonMessageAndAdvice() {
    output(false)
        .failure(
            new CkException(
                ExitCode.REFUSED, "NOT_FOUND", "no such policy", "Look.", Map.of("policy", "p")));

    assertThat(err.toString().lines())
        .containsExactly("ck: no such policy [NOT_FOUND]", "    policy: p", "    Look.");
  }

  @Test
  void letsNoDetailTakeThePlaceOfWhatAFailureSays() {
    output(true)
        .failure(
            new CkException(
                ExitCode.REFUSED,
                "NOT_FOUND",
                "no such policy",
                "",
                Map.of("reason", "other", "exit", "0", "policy", "p")));

    JsonNode error = Json.parse(err.toString()).path("error");
    assertThat(Json.text(error, "/reason")).isEqualTo("NOT_FOUND");
    assertThat(error.path("exit").asInt()).isEqualTo(1);
    assertThat(Json.text(error, "/policy")).isEqualTo("p");
  }

  @Test
  void keepsWhatReordersOrHidesTextFromTheTerminalToo() {
    output(false).object(Json.object().put("subject", "a\u009b2Jb\u202ec\u2028d\u2066e\u200bf"));

    assertThat(out.toString()).isEqualTo("subject  a 2Jb c d e f\n");
  }

  @Test
  void keepsTheJoinersThatScriptsAreWrittenWith() {
    output(false).done("می\u200cخواهم", Json.object());

    assertThat(out.toString()).isEqualTo("می\u200cخواهم\n");
  }

  @Test
  void keepsControlCharactersOfFailuresFromTheTerminal() {
    output(false)
        .failure(
            new CkException(
                ExitCode.REFUSED, "X", "no\u001b[2J such\nfile", "", Map.of("file", "a\u009bb")));

    assertThat(err.toString()).isEqualTo("ck: no [2J such\nfile [X]\n    file: a b\n");
  }

  @Test
  void showsPassingLinesOnlyOnATerminalAndToPeople() {
    output(false).passing("half");
    assertThat(err.toString()).contains("half").doesNotContain("\n");
    err.getBuffer().setLength(0);

    output(true).passing("half");
    new Output(new PrintWriter(out), new PrintWriter(err), false, false).passing("half");

    assertThat(err.toString()).isEmpty();
  }
}
