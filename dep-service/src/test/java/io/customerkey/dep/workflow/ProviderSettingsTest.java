package io.customerkey.dep.workflow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.customerkey.dep.policy.ProviderKeys;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class ProviderSettingsTest {
  private static final Optional<String> DIRECTORY =
      Optional.of("5b1e2c7a-0d4f-4c55-9a51-6d6f2b1f8e10");
  private static final String ONE = "https://one.vault.azure.net/keys/root-key";
  private static final String TWO = "https://two.vault.azure.net/keys/root-key";

  @Test
  void nothingIsAllowed() {
    assertThat(ProviderSettings.parse(Optional.empty(), List.of())).isEmpty();
  }

  @Test
  void takesADirectoryAndTwoKeys() {
    assertThat(ProviderSettings.parse(DIRECTORY, List.of(ONE, " " + TWO)))
        .map(ProviderKeys::keys)
        .hasValueSatisfying(
            keys -> assertThat(keys).extracting(key -> key.value()).containsExactly(ONE, TWO));
  }

  @Test
  void halfOfItStopsTheStart() {
    for (List<String> keys : List.of(List.<String>of(), List.of(ONE), List.of(ONE, TWO, ONE))) {
      assertThatThrownBy(() -> ProviderSettings.parse(DIRECTORY, keys))
          .isInstanceOf(IllegalStateException.class)
          .hasMessageContaining("customerkey.provider.keys");
    }
    assertThatThrownBy(() -> ProviderSettings.parse(Optional.empty(), List.of(ONE, TWO)))
        .isInstanceOf(IllegalStateException.class);
  }
}
