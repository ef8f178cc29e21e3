package io.customerkey.crypto.file;

import static io.customerkey.crypto.Refusals.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.customerkey.crypto.Bytes;
import io.customerkey.crypto.CryptoRefusedException.Subject;
import io.customerkey.crypto.SecretBytes;
import io.customerkey.crypto.id.FileId;
import io.customerkey.crypto.key.GcmCipher;
import io.customerkey.crypto.key.Hkdf;
import io.customerkey.crypto.key.KeyUse;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import javax.crypto.Cipher;
import org.bouncycastle.crypto.InvalidCipherTextException;
import org.bouncycastle.crypto.engines.AESEngine;
import org.bouncycastle.crypto.modes.GCMBlockCipher;
import org.bouncycastle.crypto.params.AEADParameters;
import org.bouncycastle.crypto.params.KeyParameter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NameTest {
  private final Site site = new Site();
  private final FileId file = FileId.random(site.random);
  private final NameContext context = NameContext.of(file, 2);
  private final Bytes sealed = site.key.sealName("Übersicht.docx", context, site.random);

  private void assertNameRefused(byte[] name) {
    assertRefused(Subject.NAME, () -> site.key.openName(Bytes.takeOwnershipOf(name), context));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "a", "Übersicht.docx", "名前", "\uD83D\uDD11", "a\u0000b"})
  void comesBack(String name) {
    Bytes stored = site.key.sealName(name, context, site.random);
    assertThat(stored.size()).isEqualTo(name.getBytes(StandardCharsets.UTF_8).length + 36);
    assertThat(site.key.openName(stored, context)).isEqualTo(name);
    assertThat(site.key.sealName(name, context, site.random)).isNotEqualTo(stored);
  }

  @Test
  void isAesGcmAsAnotherImplementationComputesIt() throws InvalidCipherTextException {
    assertThat(sealed.slice(0, 8).toHex()).isEqualTo("434b4e31" + "01" + "01" + "0000");
    byte[] utf8 = "Übersicht.docx".getBytes(StandardCharsets.UTF_8);
    byte[] nonce = sealed.slice(8, 20).toByteArray();
    var gcm = GCMBlockCipher.newInstance(AESEngine.newInstance());
    var key = new KeyParameter(namesKey().toByteArray());
    gcm.init(true, new AEADParameters(key, 128, nonce, associatedData()));
    byte[] expected = new byte[utf8.length + 16];
    gcm.doFinal(expected, gcm.processBytes(utf8, 0, utf8.length, expected, 0));
    assertThat(sealed.slice(20, sealed.size())).isEqualTo(Bytes.takeOwnershipOf(expected));
  }

  private SecretBytes namesKey() {
    KeyUse use = new KeyUse.Names(site.tenant, site.site);
    return Hkdf.derive(SecretBytes.copyOf(site.keyBytes), use);
  }

  private byte[] associatedData() {
    return ByteBuffer.allocate(64)
        .put(sealed.slice(0, 8).toByteArray())
        .put(site.tenant.toByteArray())
        .put(site.site.toByteArray())
        .put(file.toByteArray())
        .putLong(2)
        .array();
  }

  @Test
  void refusesAChangeOfAnyBit() {
    for (int bit = 0; bit < 8 * sealed.size(); bit++) {
      byte[] changed = sealed.toByteArray();
      changed[bit / 8] ^= (byte) (1 << bit % 8);
      assertNameRefused(changed);
    }
  }

  @Test
  void refusesANameCutOrExtendedAnywhere() {
    for (int length = 0; length < sealed.size() + 40; length++) {
      if (length != sealed.size()) {
        assertNameRefused(Arrays.copyOf(sealed.toByteArray(), length));
      }
    }
    assertNameRefused(Arrays.copyOf(sealed.toByteArray(), SiteKey.MAX_NAME + 37));
  }

  @Test
  void refusesAnotherObjectAndAnotherVersionOfTheName() {
    for (NameContext other :
        List.of(
            NameContext.of(FileId.random(site.random), 2),
            NameContext.of(file, 1),
            NameContext.of(file, 3))) {
      assertRefused(Subject.NAME, () -> site.key.openName(sealed, other));
    }
  }

  @Test
  void refusesAnotherTenantSiteAndSiteKey() {
    List<SiteKey> others = site.others();
    for (SiteKey other : List.of(others.get(0), others.get(1), others.get(3))) {
      assertRefused(Subject.NAME, () -> other.openName(sealed, context));
    }
  }

  @Test
  void refusesWhatIsAuthenticButNoUtf8() {
    byte[] forged = ByteBuffer.allocate(37).put(sealed.slice(0, 20).toByteArray()).array();
    try (GcmCipher cipher = GcmCipher.under(namesKey())) {
      cipher.begin(Cipher.ENCRYPT_MODE, forged, 8, associatedData());
      cipher.finish(new byte[] {(byte) 0xff}, 0, 1, forged, 20);
    }
    assertNameRefused(forged);
  }

  @Test
  void isUnicodeOfAtMost4096Bytes() {
    String longest = "é".repeat(2048);
    Bytes stored = site.key.sealName(longest, context, site.random);
    assertThat(site.key.openName(stored, context)).isEqualTo(longest);
    for (String refused : List.of(longest + "a", "\uD83D", "a\uDD11")) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> site.key.sealName(refused, context, site.random))
          .withMessageNotContaining(refused);
    }
  }

  @Test
  void countsVersionsFromOne() {
    assertThat(NameContext.of(file, 1).version()).isEqualTo(1);
    for (long version : new long[] {0, -1}) {
      assertThatIllegalArgumentException().isThrownBy(() -> NameContext.of(file, version));
    }
  }
}
