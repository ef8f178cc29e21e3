package io.customerkey.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BenchmarksTest {
  @Test
  void measuresContentOnASmallItemAndPrintsOneObject() throws IOException {
    PrintStream before = System.out;
    var bytes = new ByteArrayOutputStream();
    int exit;
    try {
      System.setOut(new PrintStream(bytes, true, StandardCharsets.UTF_8));
      exit =
          Benchmarks.run("content", "--json", "--rounds", "9", "--warm-up", "0", "--item-mib", "2");
    } finally {
      System.setOut(before);
    }
    assertThat(exit).isZero();
    JsonNode figures = new ObjectMapper().readTree(bytes.toString(StandardCharsets.UTF_8));
    for (String ratio :
        new String[] {
          "encrypt_ratio_jdk", "decrypt_ratio_jdk", "encrypt_ratio_tink", "decrypt_ratio_tink"
        }) {
      assertThat(figures.get(ratio).asDouble()).isPositive();
    }
    assertThat(figures.get("rounds").asInt()).isEqualTo(9);
  }

  @Test
  void refusesUnknownNamesAndTooFewRounds() {
    assertThat(Benchmarks.run("nonsense")).isEqualTo(2);
    assertThat(Benchmarks.run("content", "--rounds", "3")).isEqualTo(2);
  }

  @Test
  void saysHowToMeasureStartsWhereNoneWasRecorded(@TempDir Path empty) {
    assertThat(Benchmarks.run("start", "--home", empty.toString())).isEqualTo(1);
  }

  @Test
  void saysWhereNoStackRuns(@TempDir Path empty) {
    assertThat(Benchmarks.run("unwrap", "--data", empty.toString())).isEqualTo(1);
  }
}
