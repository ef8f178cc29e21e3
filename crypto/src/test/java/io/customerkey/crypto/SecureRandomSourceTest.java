package io.customerkey.crypto;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

class SecureRandomSourceTest {
  @Test
  void drawsDifferentValues() {
    var random = new SecureRandomSource();
    Set<Object> drawn = new HashSet<>();
    for (int i = 0; i < 100; i++) {
      byte[] bytes = new byte[16];
      random.nextBytes(bytes);
      drawn.add(Bytes.takeOwnershipOf(bytes));
      drawn.add(random.nextLong());
    }
    assertThat(drawn).hasSize(200);
    Set<Integer> ints = new HashSet<>();
    for (int i = 0; i < 20; i++) {
      ints.add(random.nextInt());
    }
    assertThat(ints).hasSizeGreaterThan(10);
  }
}
