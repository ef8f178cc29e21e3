package io.customerkey.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class ReportTest {
  private static String print(Report report, boolean json) {
    var bytes = new ByteArrayOutputStream();
    report.print(new PrintStream(bytes, true, StandardCharsets.UTF_8), json);
    return bytes.toString(StandardCharsets.UTF_8);
  }

  @Test
  void printsOneJsonObject() {
    Report report = new Report().with("ratio", 1.23456).with("rounds", 9).with("name", "x");
    assertThat(print(report, true))
        .isEqualToIgnoringNewLines("{\"ratio\":1.235,\"rounds\":9,\"name\":\"x\"}");
  }

  @Test
  void printsATable() {
    Report report = new Report().with("ratio", 1.5).with("r", 9);
    assertThat(print(report, false).lines()).containsExactly("ratio  1.5", "r      9");
  }

  @Test
  void takesTheMiddleValue() {
    assertThat(Report.median(new double[] {9, 1, 5})).isEqualTo(5);
    assertThat(Report.median(new double[] {9, 1, 5, 7})).isEqualTo(6);
  }
}
