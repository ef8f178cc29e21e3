package io.customerkey.localstack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class OptionsTest {

  @Test
  void keepsItsDataInTheRepositoryUnlessToldOtherwise() {
    Options options = Options.parse(List.of("--home", "/repo"));

    assertThat(options.data()).isEqualTo(Path.of("/repo/.ck"));
    assertThat(options.services()).isEqualTo(Options.Services.ALL);
    assertThat(options.ephemeral()).isFalse();
  }

  @Test
  void takesEveryOption() {
    Options options =
        Options.parse(
            List.of(
                "--ephemeral",
                "--instances",
                "3",
                "--data",
                "/d",
                "--services",
                "none",
                "--parent",
                "7",
                "--home",
                "/h"));

    assertThat(options.data()).isEqualTo(Path.of("/d"));
    assertThat(options.home()).isEqualTo(Path.of("/h"));
    assertThat(options.services()).isEqualTo(Options.Services.NONE);
    assertThat(options.parent()).hasValue(7);
    assertThat(options.ephemeral()).isTrue();
    assertThat(options.unwrapping()).isEqualTo(3);
  }

  @Test
  void refusesMoreInstancesThanItHasPortsFor() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Options.parse(List.of("--instances", "4")))
        .withMessage("--instances is from 1 to 3");
  }

  @Test
  void namesTheOptionItDoesNotKnow() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Options.parse(List.of("--dta", "/d")))
        .withMessage("unknown option --dta");
  }

  @Test
  void namesTheOptionWithoutAValue() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Options.parse(List.of("--data")))
        .withMessage("--data needs a value");
  }
}
