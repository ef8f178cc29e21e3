package io.customerkey.crypto.id;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.SplittableRandom;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class Id128Test {
  private static final String TEXT = "00112233-4455-6677-8899-aabbccddeeff";

  @Test
  void readsAndWritesBigEndianBytes() {
    Id128 id = Id128.parse(TEXT);
    assertThat(id.toBytes().toHex()).isEqualTo("00112233445566778899aabbccddeeff");
    assertThat(Id128.of(id.toByteArray())).isEqualTo(id);
    byte[] target = new byte[18];
    id.writeTo(target, 1);
    assertThat(Id128.read(target, 1)).isEqualTo(id);
    assertThat(target[17]).isZero();
  }

  @Test
  void isWrittenAsUuid() {
    Id128 id = Id128.parse(TEXT.toUpperCase(java.util.Locale.ROOT));
    assertThat(id).hasToString(TEXT);
    assertThat(id.toUuid()).isEqualTo(UUID.fromString(TEXT));
    assertThat(Id128.of(UUID.fromString(TEXT))).isEqualTo(id);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "1-1-1-1-1",
        "00112233445566778899aabbccddeeff",
        "00112233-4455-6677-8899-aabbccddeef",
        "00112233-4455-6677-8899-aabbccddeeff0",
        "00112233-4455-6677-8899-aabbccddeefg",
        "001122334-455-6677-8899-aabbccddeeff",
        "{0112233-4455-6677-8899-aabbccddeeff"
      })
  void refusesEveryOtherText(String text) {
    assertThatIllegalArgumentException().isThrownBy(() -> Id128.parse(text));
  }

  @Test
  void refusesEveryOtherLength() {
    assertThatIllegalArgumentException().isThrownBy(() -> Id128.of(new byte[0]));
    assertThatIllegalArgumentException().isThrownBy(() -> Id128.of(new byte[15]));
    assertThatIllegalArgumentException().isThrownBy(() -> Id128.of(new byte[17]));
  }

  @Test
  void isRandomInAllBits() {
    var random = new SplittableRandom(7);
    Id128 any = new Id128(0, 0);
    Id128 all = new Id128(-1, -1);
    for (int i = 0; i < 64; i++) {
      Id128 id = Id128.random(random);
      any = new Id128(any.high() | id.high(), any.low() | id.low());
      all = new Id128(all.high() & id.high(), all.low() & id.low());
    }
    assertThat(any).isEqualTo(new Id128(-1, -1));
    assertThat(all).isEqualTo(new Id128(0, 0));
  }
}
