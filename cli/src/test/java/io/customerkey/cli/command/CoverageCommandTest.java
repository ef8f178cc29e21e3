package io.customerkey.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.customerkey.cli.output.Json;
import org.junit.jupiter.api.Test;

final class CoverageCommandTest {
  private static final JsonNode COVERAGE =
      Json.parse(
          """
          {"reasons":{
             "body":{"protection":"TENANT_KEY","key":"mailbox key","why":"Body of a mail"},
             "id":{"protection":"CLEAR","why":"Random"}},
           "databases":[{"database":"exchange","tables":[
             {"table":"item","columns":{"item":"id","content":"body"}}]}],
           "topics":[{"topic":"t","carries":["id"]}],
           "stores":[{"store":"blobs","fields":{"bytes":"body"}}],
           "logs":[{"service":"all","carries":["id"]}]}
          """);

  @Test
  void showsEachFieldWithItsReason() {
    assertThat(CoverageCommand.rows(COVERAGE, false).findValuesAsText("where"))
        .containsExactly(
            "exchange.item.item",
            "exchange.item.content",
            "topic t: id",
            "blobs: bytes",
            "logs of all: id");
  }

  @Test
  void leavesOutWhatIsInTheClearWhereAsked() {
    assertThat(CoverageCommand.rows(COVERAGE, true).findValuesAsText("where"))
        .containsExactly("exchange.item.content", "blobs: bytes");
    assertThat(CoverageCommand.rows(COVERAGE, true).get(0).path("key").asText())
        .isEqualTo("mailbox key");
  }
}
