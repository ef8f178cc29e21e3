package io.customerkey.servicekit.identity;

import static org.assertj.core.api.Assertions.assertThat;

import io.customerkey.crypto.SecureRandomSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class RequestIdTest {
  private final SecureRandomSource random = new SecureRandomSource();

  @Test
  void keepsTheCallersId() {
    assertThat(RequestId.accept("abc-123", random)).isEqualTo("abc-123");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "with space",
        "line\nbreak",
        "0123456789012345678901234567890123456789012345678901234567890123x"
      })
  void replacesWhatIsNotAnId(String sent) {
    assertThat(RequestId.accept(sent, random)).matches("[0-9a-f]{16}");
  }
}
