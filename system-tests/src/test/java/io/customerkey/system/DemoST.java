package io.customerkey.system;

import static org.assertj.core.api.Assertions.assertThat;

import io.customerkey.system.suite.Ck;
import io.customerkey.system.suite.Suite;
import org.junit.jupiter.api.Test;

/** The story that the product tells of itself, on the suite that runs already. */
final class DemoST {

  @Test
  void tellsTheWholeStory() {
    Ck.Result demo = Suite.running().ck().run("demo");

    assertThat(demo.exit()).as(demo.out() + demo.err()).isZero();
  }
}
