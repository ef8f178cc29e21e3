package io.customerkey.crypto.file;

import static io.customerkey.crypto.Refusals.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import io.customerkey.crypto.Bytes;
import io.customerkey.crypto.CryptoRefusedException.Subject;
import io.customerkey.crypto.SecretBytes;
import io.customerkey.crypto.file.Site.Stored;
import io.customerkey.crypto.id.FileId;
import io.customerkey.crypto.id.KeyVersionId;
import io.customerkey.crypto.key.KeyUse;
import io.customerkey.crypto.key.ManifestMac;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

class ManifestTamperingTest {
  private final Site site = new Site();
  private final List<Stored> chunks = site.chunks(3);
  private final Bytes sealed = site.key.seal(site.draft(chunks), site.file);

  private void assertManifestRefused(byte[] manifest) {
    assertRefused(
        Subject.MANIFEST, () -> site.key.open(Bytes.takeOwnershipOf(manifest), site.file));
  }

  @Test
  void refusesAChangeOfAnyBit() {
    byte[] bytes = sealed.toByteArray();
    for (int bit = 0; bit < 8 * bytes.length; bit++) {
      byte[] changed = bytes.clone();
      changed[bit / 8] ^= (byte) (1 << bit % 8);
      assertManifestRefused(changed);
    }
    assertThat(site.key.open(sealed, site.file).chunks()).isEqualTo(3);
  }

  @Test
  void refusesAManifestCutOrExtendedAnywhere() {
    for (int length = 0; length < sealed.size() + 200; length++) {
      if (length != sealed.size()) {
        assertManifestRefused(Arrays.copyOf(sealed.toByteArray(), length));
      }
    }
  }

  @Test
  void refusesMoreThanTheLongestManifestBeforeItReadsAnything() {
    assertManifestRefused(new byte[ManifestLayout.MAX_SIZE + 80]);
  }

  @Test
  void refusesMissingRepeatedSwappedAndForeignEntries() {
    byte[] foreign = site.manifest(3).slice(89, 169).toByteArray();
    List<byte[]> e = List.of(entry(0), entry(1), entry(2), foreign);
    for (int[] order :
        new int[][] {{0, 1}, {1, 2}, {0, 0, 2}, {1, 0, 2}, {0, 1, 2, 2}, {0, 1, 3}}) {
      ByteBuffer changed = ByteBuffer.allocate(ManifestLayout.size(order.length));
      changed.put(sealed.slice(0, 89).toByteArray());
      Arrays.stream(order).forEach(i -> changed.put(e.get(i)));
      changed.put(sealed.slice(sealed.size() - 32, sealed.size()).toByteArray());
      assertManifestRefused(changed.array().clone());
      assertManifestRefused(changed.putInt(85, order.length).array());
    }
  }

  private byte[] entry(int index) {
    int at = 89 + 80 * index;
    return sealed.slice(at, at + 80).toByteArray();
  }

  @Test
  void refusesTheManifestOfAnotherFileAndOfAnotherVersionOfTheFile() {
    for (FileVersion other :
        List.of(
            new FileVersion(site.file.file(), 2),
            new FileVersion(site.file.file(), 4),
            new FileVersion(FileId.random(site.random), 3))) {
      assertRefused(Subject.MANIFEST, () -> site.key.open(sealed, other));
    }
  }

  @Test
  void refusesAnotherTenantSiteSiteKeyAndSiteKeyVersion() {
    for (SiteKey other : site.others()) {
      assertRefused(Subject.MANIFEST, () -> other.open(sealed, site.file));
    }
  }

  @Test
  void refusesWhatIsAuthenticButBelongsElsewhere() {
    assertThat(site.key.open(forged(bytes -> {}), site.file).chunks()).isEqualTo(3);
    for (int at = 0; at < 77; at++) {
      int changed = at;
      assertForgeryRefused(bytes -> bytes.put(changed, (byte) (bytes.get(changed) ^ 1)));
    }
  }

  @Test
  void refusesWhatIsAuthenticButContradictsItself() {
    assertForgeryRefused(bytes -> bytes.putLong(77, 5));
    assertForgeryRefused(bytes -> bytes.putLong(77, 7));
    assertForgeryRefused(bytes -> bytes.putInt(85, 2));
    assertForgeryRefused(bytes -> bytes.putInt(85, 4));
    assertForgeryRefused(bytes -> bytes.putInt(89 + 16, 0).putLong(77, 5));
    assertForgeryRefused(bytes -> bytes.putInt(89 + 16, -1).putLong(77, 4));
    assertForgeryRefused(
        bytes -> bytes.putInt(89 + 16, (16 << 20) + 1).putLong(77, (16 << 20) + 6));
    Bytes longest = forged(bytes -> bytes.putInt(89 + 16, 16 << 20).putLong(77, (16 << 20) + 5));
    assertThat(site.key.open(longest, site.file).totalLength()).isEqualTo((16 << 20) + 5);
  }

  private void assertForgeryRefused(Consumer<ByteBuffer> change) {
    assertRefused(Subject.MANIFEST, () -> site.key.open(forged(change), site.file));
  }

  /** What somebody makes who holds the key and breaks the rules. */
  private Bytes forged(Consumer<ByteBuffer> change) {
    ByteBuffer bytes = ByteBuffer.wrap(sealed.toByteArray());
    change.accept(bytes);
    KeyUse.Manifest use = new KeyUse.Manifest(site.tenant, site.site, site.file.file());
    try (ManifestMac mac = ManifestMac.derive(SecretBytes.copyOf(site.keyBytes), use)) {
      int macAt = bytes.capacity() - ManifestMac.SIZE;
      bytes.put(macAt, mac.tag(bytes.slice(0, macAt)));
    }
    return Bytes.takeOwnershipOf(bytes.array());
  }

  @Test
  void movesNoKeysOfAManifestUnderAnotherSiteKeyVersion() {
    SiteKey other = site.key(site.tenant, site.site, KeyVersionId.random(site.random));
    Manifest manifest = site.key.open(sealed, site.file);
    assertRefused(Subject.WRAPPED_KEY, () -> other.rewrap(manifest, site.key, site.random));
  }

  @Test
  void servesNoChunkInThePlaceOfAnother() {
    Manifest manifest = site.key.open(sealed, site.file);
    List<Stored> sameLengths = site.chunks(3);
    for (int i = 0; i < 3; i++) {
      ChunkEntry listed = manifest.chunk(i);
      for (Stored other : List.of(chunks.get((i + 1) % 3), sameLengths.get(i))) {
        assertRefused(Subject.CONTENT, () -> site.decrypt(listed, other.bytes()));
      }
      assertRefused(Subject.CONTENT, () -> site.decrypt(listed, Bytes.empty()));
    }
  }
}
