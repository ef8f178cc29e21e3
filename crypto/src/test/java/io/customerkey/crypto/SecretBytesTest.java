package io.customerkey.crypto;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class SecretBytesTest {
  @Test
  void erasesTheArrayItOwnsOnClose() {
    byte[] bytes = {1, 2, 3};
    SecretBytes.takeOwnershipOf(bytes).close();
    assertThat(bytes).containsOnly(0);
  }

  @Test
  void leavesACopiedArrayToTheCaller() {
    byte[] bytes = {1, 2, 3};
    SecretBytes secret = SecretBytes.copyOf(bytes);
    secret.close();
    assertThat(bytes).containsExactly(1, 2, 3);
  }

  @Test
  void refusesEveryUseAfterClose() {
    SecretBytes secret = SecretBytes.copyOf(new byte[] {1, 2, 3});
    secret.close();
    assertThatIllegalStateException().isThrownBy(secret::toByteArray);
    assertThatIllegalStateException().isThrownBy(secret::copy);
    assertThatIllegalStateException().isThrownBy(() -> secret.with(bytes -> bytes.length));
    assertThatIllegalStateException().isThrownBy(() -> secret.copyTo(new byte[3], 0));
    assertThat(secret.isClosed()).isTrue();
    assertThat(secret.length()).isEqualTo(3);
  }

  @Test
  void closesTwiceWithoutHarm() {
    SecretBytes secret = SecretBytes.copyOf(new byte[] {1});
    secret.close();
    secret.close();
    assertThat(secret.isClosed()).isTrue();
  }

  @Test
  void isEqualByContentWhileOpen() {
    SecretBytes one = SecretBytes.copyOf(new byte[] {1, 2});
    SecretBytes same = SecretBytes.copyOf(new byte[] {1, 2});
    SecretBytes other = SecretBytes.copyOf(new byte[] {1, 3});
    assertThat(one).isEqualTo(same).hasSameHashCodeAs(same).isNotEqualTo(other).isNotEqualTo("x");
    same.close();
    assertThat(one).isNotEqualTo(same);
    assertThat(same).isNotEqualTo(one).isEqualTo(same);
  }

  @Test
  void copiesOutWithoutLendingTheArray() {
    SecretBytes secret = SecretBytes.copyOf(new byte[] {1, 2});
    secret.toByteArray()[0] = 9;
    byte[] target = new byte[4];
    secret.copyTo(target, 1);
    assertThat(target).containsExactly(0, 1, 2, 0);
    SecretBytes copy = secret.copy();
    secret.close();
    assertThat(copy.toByteArray()).containsExactly(1, 2);
  }

  @Test
  void drawsRandomBytes() {
    byte[] expected = new byte[16];
    new SplittableRandom(1).nextBytes(expected);
    assertThat(SecretBytes.random(16, new SplittableRandom(1)).toByteArray()).isEqualTo(expected);
  }

  @Test
  void printsNothingOfItsContent() {
    assertThat(SecretBytes.copyOf(new byte[] {42, 43}))
        .hasToString("SecretBytes[2 bytes, redacted]");
  }
}
