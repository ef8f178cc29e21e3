package io.customerkey.crypto.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.customerkey.crypto.Bytes;
import io.customerkey.crypto.SecretBytes;
import io.customerkey.crypto.id.FileId;
import org.junit.jupiter.api.Test;

class SiteKeyTest {
  private final Site site = new Site();

  @Test
  void saysWhoseItIsButNotWhat() {
    assertThat(site.key.tenant()).isEqualTo(site.tenant);
    assertThat(site.key.site()).isEqualTo(site.site);
    assertThat(site.key.version()).isEqualTo(site.version);
    assertThat(site.key).hasToString("SiteKey[" + site.version + ", redacted]");
  }

  @Test
  void has32BytesAndErasesOthers() {
    for (int length : new int[] {0, 31, 33}) {
      SecretBytes wrong = SecretBytes.copyOf(new byte[length]);
      assertThatIllegalArgumentException()
          .isThrownBy(() -> SiteKey.takeOwnershipOf(wrong, site.tenant, site.site, site.version));
      assertThat(wrong.isClosed()).isTrue();
    }
  }

  @Test
  void erasesTheKeyAndRefusesEveryUseAfterClose() {
    SecretBytes secret = SecretBytes.random(32, site.random);
    SiteKey key = SiteKey.takeOwnershipOf(secret, site.tenant, site.site, site.version);
    NameContext name = NameContext.of(FileId.random(site.random), 1);
    Bytes sealedName = key.sealName("a", name, site.random);
    Bytes sealed = key.seal(key.draft(), site.file);
    Manifest manifest = site.key.open(site.manifest(1), site.file);
    ChunkEntry entry = site.encrypt(site.bytes(1)).entry();
    key.close();
    key.close();
    assertThat(secret.isClosed()).isTrue();
    assertThatIllegalStateException().isThrownBy(() -> key.chunkEncryptor(site.random));
    assertThatIllegalStateException().isThrownBy(() -> key.chunkDecryptor(entry));
    assertThatIllegalStateException().isThrownBy(() -> key.seal(key.draft(), site.file));
    assertThatIllegalStateException().isThrownBy(() -> key.open(sealed, site.file));
    assertThatIllegalStateException().isThrownBy(() -> key.rewrap(manifest, key, site.random));
    assertThatIllegalStateException().isThrownBy(() -> key.sealName("a", name, site.random));
    assertThatIllegalStateException().isThrownBy(() -> key.openName(sealedName, name));
  }
}
