package io.customerkey.crypto.item;

import static io.customerkey.crypto.Refusals.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import io.customerkey.crypto.CryptoRefusedException.Subject;
import io.customerkey.crypto.id.KeyVersionId;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class ItemHeaderTest {
  private final ItemHeader header =
      new ItemHeader(KeyVersionId.parse("00112233-4455-6677-8899-aabbccddeeff"));

  @Test
  void has24Bytes() {
    assertThat(header.toBytes().toHex())
        .isEqualTo("434b4931" + "01" + "01" + "14" + "00" + "00112233445566778899aabbccddeeff");
    assertThat(ItemHeader.parse(header.toByteArray())).isEqualTo(header);
  }

  @Test
  void refusesAnyOtherMagicVersionAlgorithmOrSize() {
    for (int bit = 0; bit < 64; bit++) {
      byte[] changed = header.toByteArray();
      changed[bit / 8] ^= (byte) (1 << bit % 8);
      assertRefused(Subject.FORMAT, () -> ItemHeader.parse(changed));
    }
    for (int length : new int[] {0, 8, 23, 25}) {
      assertRefused(
          Subject.FORMAT, () -> ItemHeader.parse(Arrays.copyOf(header.toByteArray(), length)));
    }
  }
}
