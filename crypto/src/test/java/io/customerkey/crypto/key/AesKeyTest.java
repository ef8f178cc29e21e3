package io.customerkey.crypto.key;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.customerkey.crypto.SecretBytes;
import io.customerkey.crypto.id.GenerationId;
import io.customerkey.crypto.id.Id128;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class AesKeyTest {
  @Test
  void isErasedByDestroy() {
    byte[] bytes = new byte[32];
    Arrays.fill(bytes, (byte) 7);
    var key = new AesKey(bytes);
    key.getEncoded()[0] = 0;
    assertThat(key.getEncoded()).containsOnly(7);
    key.destroy();
    assertThat(bytes).containsOnly(0);
  }

  @Test
  void looksToACipherAsAnAesKey() {
    var key = new AesKey(new byte[32]);
    assertThat(key.getAlgorithm()).isEqualTo("AES");
    assertThat(key.getFormat()).isEqualTo("RAW");
    assertThat(key).hasToString("AesKey[redacted]");
  }

  @Test
  void has32Bytes() {
    assertThatIllegalArgumentException().isThrownBy(() -> new AesKey(new byte[16]));
  }

  @Test
  void isDerived() {
    SecretBytes secret = SecretBytes.copyOf(new byte[32]);
    var use = new KeyUse.Wrap(new GenerationId(new Id128(1, 2)));
    assertThat(AesKey.derive(secret, use).getEncoded())
        .isEqualTo(Hkdf.derive(secret, use).toByteArray());
  }
}
