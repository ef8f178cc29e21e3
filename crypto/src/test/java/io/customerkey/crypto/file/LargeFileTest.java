package io.customerkey.crypto.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.customerkey.crypto.Bytes;
import io.customerkey.crypto.file.Site.Stored;
import io.customerkey.crypto.id.ChunkId;
import io.customerkey.crypto.id.KeyVersionId;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

/** The limits of the formats; too slow to be repeated for every mutant. */
class LargeFileTest {
  private final Site site = new Site();

  @Test
  void holdsUpTo16MiB() {
    byte[] plaintext = new byte[ChunkLayout.MAX_PLAINTEXT];
    Stored stored = site.encrypt(plaintext);
    assertThat(stored.bytes().size()).isEqualTo(16_777_252);
    assertThat(Arrays.equals(site.decrypt(stored.entry(), stored.bytes()), plaintext)).isTrue();
    assertThat(ChunkLayout.DEFAULT_PLAINTEXT).isEqualTo(4_194_304);
  }

  @Test
  void listsUpTo65536Chunks() {
    ChunkEntry some = site.encrypt(site.bytes(1)).entry();
    ManifestDraft draft = site.key.draft();
    for (int i = 0; i < ManifestLayout.MAX_CHUNKS; i++) {
      ChunkId chunk = ChunkId.random(site.random);
      draft.add(new ChunkEntry(chunk, ChunkLayout.MAX_PLAINTEXT, site.version, some.wrappedKey()));
    }
    assertThatIllegalStateException().isThrownBy(() -> draft.add(some));
    Bytes sealed = site.key.seal(draft, site.file);
    assertThat(sealed.size()).isEqualTo(ManifestLayout.MAX_SIZE).isEqualTo(5_243_001);
    Manifest manifest = site.key.open(sealed, site.file);
    assertThat(manifest.totalLength()).isEqualTo(1L << 40);
    assertThat(manifest.indexAt((1L << 40) - 1)).isEqualTo(65_535);
    assertThat(manifest.start(65_535)).isEqualTo(65_535L << 24);
  }

  @Test
  void movesMoreKeysThanOneBatchHolds() {
    ChunkEntry some = site.encrypt(site.bytes(1)).entry();
    ManifestDraft draft = site.key.draft();
    for (int i = 0; i < 10_001; i++) {
      draft.add(some);
    }
    SiteKey target = site.key(site.tenant, site.site, KeyVersionId.random(site.random));
    Manifest before = site.key.open(site.key.seal(draft, site.file), site.file);
    ManifestDraft moved = site.key.rewrap(before, target, site.random);
    Manifest after = target.open(target.seal(moved, site.file), site.file);
    assertThat(after.chunks()).isEqualTo(10_001);
    for (int i : new int[] {0, 9_999, 10_000}) {
      assertThat(after.chunk(i).chunk()).isEqualTo(some.chunk());
      target.chunkDecryptor(after.chunk(i)).close();
    }
  }
}
