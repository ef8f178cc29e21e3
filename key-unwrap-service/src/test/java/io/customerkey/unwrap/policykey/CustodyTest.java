package io.customerkey.unwrap.policykey;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.customerkey.crypto.key.PolicyKey;
import io.customerkey.unwrap.house.House;
import org.junit.jupiter.api.Test;

final class CustodyTest {
  private final House house = new House();
  private final Custody custody = new Custody();

  @Test
  void erasesWhatNobodyTook() {
    PolicyKey left = custody.keep(PolicyKey.generate(house.random));
    PolicyKey taken = custody.take(custody.keep(PolicyKey.generate(house.random)));

    custody.close();

    assertErased(left);
    assertThat(taken.secret().length()).isEqualTo(PolicyKey.SIZE);
    taken.close();
  }

  @Test
  void erasesAtOnceWhatComesAfterItWasClosed() {
    custody.close();

    assertErased(custody.keep(PolicyKey.generate(house.random)));
  }

  private static void assertErased(PolicyKey key) {
    assertThatIllegalStateException().isThrownBy(() -> key.secret().toByteArray());
  }
}
