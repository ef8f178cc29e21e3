package io.customerkey.crypto.key;

import static org.assertj.core.api.Assertions.assertThat;

import io.customerkey.crypto.Bytes;
import io.customerkey.crypto.SecretBytes;
import io.customerkey.crypto.id.FileId;
import io.customerkey.crypto.id.Id128;
import io.customerkey.crypto.id.SiteId;
import io.customerkey.crypto.id.TenantId;
import java.nio.ByteBuffer;
import org.junit.jupiter.api.Test;

class ManifestMacTest {
  private static final Id128 ID = new Id128(1, 2);

  private final SecretBytes key = SecretBytes.copyOf(new byte[32]);
  private final KeyUse.Manifest use =
      new KeyUse.Manifest(new TenantId(ID), new SiteId(ID), new FileId(ID));
  private final ByteBuffer data = ByteBuffer.wrap(new byte[] {1, 2, 3});

  @Test
  void verifiesItsOwnTagAndNoOther() {
    try (ManifestMac mac = ManifestMac.derive(key, use)) {
      byte[] tag = mac.tag(data.duplicate());
      assertThat(tag).hasSize(ManifestMac.SIZE);
      assertThat(mac.verify(data.duplicate(), tag)).isTrue();
      assertThat(mac.verify(data.duplicate().limit(2), tag)).isFalse();
      assertThat(mac.verify(data.duplicate(), new byte[0])).isFalse();
      for (int bit = 0; bit < 256; bit++) {
        byte[] changed = tag.clone();
        changed[bit / 8] ^= (byte) (1 << bit % 8);
        assertThat(mac.verify(data.duplicate(), changed)).isFalse();
      }
    }
  }

  @Test
  void forgetsItsKeyOnClose() {
    ManifestMac mac = ManifestMac.derive(key, use);
    byte[] tag = mac.tag(data.duplicate());
    mac.close();
    // HMAC-SHA-256 of 010203 under 32 zeros
    assertThat(mac.tag(data.duplicate())).isNotEqualTo(tag);
    assertThat(key.isClosed()).isFalse();
  }

  @Test
  void keyHidesItselfAndCanBeErased() {
    byte[] bytes = Bytes.ofHex("07".repeat(32)).toByteArray();
    var macKey = new MacKey(bytes);
    assertThat(macKey.getAlgorithm()).isEqualTo("HmacSHA256");
    assertThat(macKey).hasToString("MacKey[redacted]");
    macKey.destroy();
    assertThat(bytes).containsOnly(0);
  }
}
