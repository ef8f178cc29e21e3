package io.customerkey.dep.tenant;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.customerkey.protocol.failure.CustomerKeyException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class NameTest {
  @Test
  void countsCharactersNotUnits() {
    String name = "😀".repeat(200);

    assertThat(Name.parse("name", name, Name.SHORT).value()).isEqualTo(name);
  }

  @Test
  void namesTheLimitOfALongOne() {
    assertThatThrownBy(() -> Name.parse("name", "x".repeat(201), Name.SHORT))
        .isInstanceOfSatisfying(
            CustomerKeyException.class,
            refused -> {
              assertThat(refused.reasonName()).isEqualTo("LIMIT_EXCEEDED");
              assertThat(refused.metadata())
                  .containsEntry("field", "name")
                  .containsEntry("limit", "200");
            });
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "  ", "a\nb", "a\0b", "\uD800"})
  void refusesWhatIsNoName(String text) {
    assertThatThrownBy(() -> Name.parse("name", text, Name.SHORT))
        .isInstanceOf(CustomerKeyException.class);
  }
}
