package io.customerkey.crypto;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.nio.ReadOnlyBufferException;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.Test;

class BytesTest {
  @Test
  void isEqualByContent() {
    assertThat(Bytes.ofHex("00ff"))
        .isEqualTo(Bytes.copyOf(new byte[] {0, -1}))
        .hasSameHashCodeAs(Bytes.takeOwnershipOf(new byte[] {0, -1}))
        .isNotEqualTo(Bytes.ofHex("00fe"))
        .isNotEqualTo("00ff");
  }

  @Test
  void doesNotChangeWithTheArraysItTouches() {
    byte[] source = {1, 2};
    Bytes bytes = Bytes.copyOf(source);
    source[0] = 9;
    bytes.toByteArray()[1] = 9;
    assertThat(bytes.toHex()).isEqualTo("0102");
    Assertions.assertThatExceptionOfType(ReadOnlyBufferException.class)
        .isThrownBy(() -> bytes.asByteBuffer().put((byte) 1));
  }

  @Test
  void cutsParts() {
    Bytes bytes = Bytes.ofHex("00112233");
    byte[] target = new byte[6];
    bytes.copyTo(target, 1);
    assertThat(target).containsExactly(0, 0, 0x11, 0x22, 0x33, 0);
    assertThat(bytes.slice(1, 3)).isEqualTo(Bytes.ofHex("1122"));
    assertThat(Bytes.copyOf(target, 2, 2)).isEqualTo(Bytes.ofHex("1122"));
    assertThat(bytes.at(3)).isEqualTo((byte) 0x33);
    assertThat(bytes.size()).isEqualTo(4);
    assertThat(Bytes.empty().size()).isZero();
  }

  @Test
  void printsHexAndShortensLongValues() {
    assertThat(Bytes.ofHex("ab".repeat(32))).hasToString("ab".repeat(32));
    assertThat(Bytes.ofHex("ab".repeat(33))).hasToString("ab".repeat(32) + "… (33 bytes)");
  }

  @Test
  void refusesTextThatIsNotHex() {
    assertThatIllegalArgumentException().isThrownBy(() -> Bytes.ofHex("0"));
    assertThatIllegalArgumentException().isThrownBy(() -> Bytes.ofHex("zz"));
  }
}
