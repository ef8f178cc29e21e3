package io.customerkey.sharepoint.content;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.customerkey.protocol.common.v1.FailureReason;
import io.customerkey.protocol.failure.CustomerKeyException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FilePathTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "a",
        "a/b/c.txt",
        "Ordner/Übersicht – 2026 (Entwurf).xlsx",
        "…/..a/b..",
        " leading and trailing blanks ",
        "文件/\uD83D\uDCC4"
      })
  void takesNamesOfAllKinds(String path) {
    assertThat(new FilePath(path).text()).isEqualTo(path);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "/",
        "/a",
        "a/",
        "a//b",
        ".",
        "..",
        "a/./b",
        "a/../b",
        "../a",
        "a/..",
        "a\\b",
        "..\\a",
        "a\u0000b",
        "a\nb",
        "a\u007fb",
        "a\u0085b",
        "a\u2028b",
        "a\uD83D",
        "\uDCC4a",
        "a/\uDCC4\uD83D"
      })
  void refusesTricks(String path) {
    CustomerKeyException refusal =
        catchThrowableOfType(CustomerKeyException.class, () -> new FilePath(path));

    assertThat(refusal).isNotNull();
    assertThat(refusal.reason()).isEqualTo(FailureReason.FAILURE_REASON_ARGUMENT_INVALID);
    assertThat(refusal.metadata()).containsEntry("field", "path");
  }

  @Test
  void countsBytesAndNotCharacters() {
    assertThat(new FilePath("ü".repeat(127)).text()).hasSize(127);

    CustomerKeyException refusal =
        catchThrowableOfType(CustomerKeyException.class, () -> new FilePath("ü".repeat(128)));

    assertThat(refusal.reason()).isEqualTo(FailureReason.FAILURE_REASON_LIMIT_EXCEEDED);
    assertThat(refusal.metadata()).containsEntry("limit", "255");
  }

  @Test
  void refusesALongPathOfShortNames() {
    assertThat(new FilePath("abc/".repeat(255) + "abcd").text()).hasSize(1_024);

    CustomerKeyException refusal =
        catchThrowableOfType(
            CustomerKeyException.class, () -> new FilePath("abc/".repeat(256) + "a"));

    assertThat(refusal.metadata()).containsEntry("limit", "1024");
  }
}
