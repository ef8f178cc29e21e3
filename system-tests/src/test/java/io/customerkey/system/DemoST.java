package io.customerkey.system;

import static org.assertj.core.api.Assertions.assertThat;

import io.customerkey.system.suite.Ck;
import org.junit.jupiter.api.Test;

/**
 * The story that the product tells of itself, on a suite of its own, as the README's first command.
 */
final class DemoST {

  @Test
  void tellsTheWholeStory() {
    Ck.Result demo = Ck.runAlone("demo");

    assertThat(demo.exit()).as(demo.out() + demo.err()).isZero();
  }
}
