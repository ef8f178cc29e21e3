package io.customerkey.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class BenchmarksTest {
  private static final int LOCAL = 4;

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
    assertThat(Benchmarks.run()).isEqualTo(2);
  }

  @ParameterizedTest
  @CsvSource({
    "files, --rounds, 0, 1 to 1000",
    "files, --files, 2, 3 to 10000000",
    "files, --large, 0, 1 to 268435456000",
    "files, --small, -1, 1 to 268435456000",
    "files, --at-once, 201, 1 to 200",
    "files, --warm-up, -1, 0 to 3600",
    "unwrap, --rounds, 0, 1 to 1000",
    "unwrap, --seconds, 0, 1 to 3600",
    "unwrap, --in-flight, 0, 1 to 10000",
    "unwrap, --batch, 10001, 1 to 10000",
    "unwrap, --batches-in-flight, 0, 1 to 64",
    "hedge, --rounds, 0, 1 to 1000",
    "hedge, --seconds, 1, 2 to 3600",
    "hedge, --tenants, 48, 1 to 47",
    "hedge, --latency, -1, 0 to 10000",
    "storm, --tenants, 0, 1 to 47",
    "storm, --policies, 51, 1 to 50",
    "storm, --latency, 10001, 0 to 10000",
    "cost, --minutes, 0, 1 to 1440",
    "cost, --mailboxes, 0, 1 to 100000",
    "dark, --rounds, 0, 1 to 1000",
    "dark, --short-rounds, 0, 1 to 1000"
  })
  void refusesNumbersOutsideTheirBounds(String name, String option, String value, String bounds) {
    var err = new StringWriter();

    int exit =
        Benchmarks.run(
            new PrintWriter(new StringWriter()), new PrintWriter(err), name, option, value);

    assertThat(exit).isEqualTo(2);
    assertThat(err.toString()).contains(option + " is " + bounds + ", not " + value);
  }

  @ParameterizedTest
  @CsvSource({"10000, 3", "10000, 1", "7, 7", "8, 7"})
  void sharesExactlyAsManySmallFilesAsAskedAmongItsRounds(int files, int rounds) {
    assertThat(IntStream.range(0, rounds).map(n -> FilesBenchmark.share(files, rounds, n)).sum())
        .isEqualTo(files);
  }

  @Test
  void saysHowToMeasureStartsWhereNoneWasRecorded(@TempDir Path empty) {
    assertThat(Benchmarks.run("start", "--home", empty.toString())).isEqualTo(LOCAL);
  }

  @ParameterizedTest
  @ValueSource(strings = {"unwrap", "files"})
  void saysWhereNoStackRuns(String name, @TempDir Path empty) {
    assertThat(Benchmarks.run(name, "--data", empty.toString())).isEqualTo(LOCAL);
  }

  @ParameterizedTest
  @ValueSource(strings = {"cost", "dark", "hedge", "storm"})
  void tellsTheOptionsOfWhatBringsASuiteOfItsOwn(String name) {
    var out = new StringWriter();

    int exit = Benchmarks.run(new PrintWriter(out), new PrintWriter(out), name, "--help");

    assertThat(exit).isZero();
    assertThat(out.toString()).contains("--json");
  }

  @Test
  void refusesAKindOfDarknessThatThereIsNot() {
    assertThat(Benchmarks.run("dark", "--only", "nonsense")).isEqualTo(2);
  }

  @Test
  void printsFailuresAsOneObjectWhereAsked(@TempDir Path empty) throws IOException {
    for (String[] arguments :
        new String[][] {
          {"files", "--json", "--data", empty.toString()}, {"files", "--rounds", "x", "--json"}
        }) {
      var out = new StringWriter();
      var err = new StringWriter();

      int exit = Benchmarks.run(new PrintWriter(out), new PrintWriter(err), arguments);

      JsonNode error = new ObjectMapper().readTree(err.toString()).path("error");
      assertThat(error.path("exit").asInt()).isEqualTo(exit);
      assertThat(error.path("message").asText()).isNotEmpty();
      assertThat(out.toString()).isEmpty();
    }
  }
}
