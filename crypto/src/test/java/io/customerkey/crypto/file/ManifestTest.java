package io.customerkey.crypto.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.customerkey.crypto.Bytes;
import io.customerkey.crypto.SecretBytes;
import io.customerkey.crypto.file.Site.Stored;
import io.customerkey.crypto.id.FileId;
import io.customerkey.crypto.id.KeyVersionId;
import io.customerkey.crypto.id.SiteId;
import io.customerkey.crypto.id.TenantId;
import io.customerkey.crypto.key.Hkdf;
import io.customerkey.crypto.key.KeyUse;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.bouncycastle.crypto.digests.SHA256Digest;
import org.bouncycastle.crypto.macs.HMac;
import org.bouncycastle.crypto.params.KeyParameter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ManifestTest {
  private final Site site = new Site();

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 4, 5, 23})
  void listsTheChunksInOrder(int count) {
    List<Stored> chunks = site.chunks(count);
    ManifestDraft draft = site.draft(chunks);
    assertThat(draft.chunks()).isEqualTo(count);
    assertThat(draft.totalLength()).isEqualTo(count * (count + 1) / 2);
    Bytes sealed = site.key.seal(draft, site.file);
    assertThat(sealed.size()).isEqualTo(121 + 80 * count).isEqualTo(ManifestLayout.size(count));
    Manifest manifest = site.key.open(sealed, site.file);
    assertThat(manifest.version()).isEqualTo(site.file);
    assertThat(manifest.siteKeyVersion()).isEqualTo(site.version);
    assertThat(manifest.chunks()).isEqualTo(count);
    assertThat(manifest.totalLength()).isEqualTo(draft.totalLength());
    for (int i = 0; i < count; i++) {
      Stored stored = chunks.get(i);
      assertThat(manifest.chunk(i)).isEqualTo(stored.entry());
      assertThat(site.decrypt(manifest.chunk(i), stored.bytes())).hasSize(i + 1);
    }
    assertThat(manifest.toString()).contains(count + " chunks", draft.totalLength() + " bytes");
  }

  @Test
  void findsTheChunkThatHoldsAByte() {
    Manifest manifest = site.key.open(site.manifest(5), site.file);
    int offset = 0;
    for (int chunk = 0; chunk < 5; chunk++) {
      assertThat(manifest.start(chunk)).isEqualTo(offset);
      for (int i = 0; i <= chunk; i++) {
        assertThat(manifest.indexAt(offset++)).isEqualTo(chunk);
      }
    }
    for (long outside : new long[] {-1, 15, Long.MAX_VALUE}) {
      assertThatExceptionOfType(IndexOutOfBoundsException.class)
          .isThrownBy(() -> manifest.indexAt(outside));
    }
    for (int outside : new int[] {-1, 5}) {
      assertThatExceptionOfType(IndexOutOfBoundsException.class)
          .isThrownBy(() -> manifest.start(outside));
      assertThatExceptionOfType(IndexOutOfBoundsException.class)
          .isThrownBy(() -> manifest.chunk(outside));
    }
  }

  @Test
  void isWrittenAsItsFormatSays() {
    List<Stored> chunks = site.chunks(2);
    ByteBuffer expected =
        ByteBuffer.allocate(89 + 2 * 80)
            .put("CKM1".getBytes(StandardCharsets.US_ASCII))
            .put((byte) 1)
            .put(site.tenant.toByteArray())
            .put(site.site.toByteArray())
            .put(site.file.file().toByteArray())
            .putLong(3)
            .put(site.version.toByteArray())
            .putLong(3)
            .putInt(2);
    for (Stored chunk : chunks) {
      expected
          .put(chunk.entry().chunk().toByteArray())
          .putInt(chunk.entry().plaintextLength())
          .put(chunk.entry().wrappedKey().bytes().toByteArray());
    }
    Bytes sealed = site.key.seal(site.draft(chunks), site.file);
    assertThat(sealed.slice(0, 249)).isEqualTo(Bytes.copyOf(expected.array()));
    assertThat(sealed.slice(249, 281)).isEqualTo(otherHmac(expected.array()));
  }

  private Bytes otherHmac(byte[] data) {
    KeyUse use = new KeyUse.Manifest(site.tenant, site.site, site.file.file());
    byte[] key = Hkdf.derive(SecretBytes.copyOf(site.keyBytes), use).toByteArray();
    var hmac = new HMac(new SHA256Digest());
    hmac.init(new KeyParameter(key));
    hmac.update(data, 0, data.length);
    byte[] tag = new byte[32];
    hmac.doFinal(tag, 0);
    return Bytes.takeOwnershipOf(tag);
  }

  @Test
  void keepsUnchangedChunksInTheNextVersion() {
    List<Stored> chunks = site.chunks(3);
    Manifest before = site.key.open(site.key.seal(site.draft(chunks), site.file), site.file);
    Stored changed = site.encrypt(site.bytes(2));
    ManifestDraft draft = site.key.draft();
    draft.add(before.chunk(0)).add(changed.entry()).add(before.chunk(2));
    FileVersion next = new FileVersion(site.file.file(), 4);
    Manifest after = site.key.open(site.key.seal(draft, next), next);
    assertThat(after.chunk(0)).isEqualTo(before.chunk(0));
    assertThat(after.chunk(1)).isEqualTo(changed.entry());
    assertThat(after.chunk(2)).isEqualTo(before.chunk(2));
  }

  @Test
  void sealsADraftAgainAndAfterMoreChunks() {
    ManifestDraft draft = site.draft(site.chunks(1));
    Bytes sealed = site.key.seal(draft, site.file);
    assertThat(site.key.seal(draft, site.file)).isEqualTo(sealed);
    draft.add(site.chunks(1).getFirst().entry());
    assertThat(site.key.open(sealed, site.file).chunks()).isEqualTo(1);
    Bytes more = site.key.seal(draft, site.file);
    assertThat(site.key.open(more, site.file).chunks()).isEqualTo(2);
  }

  @Test
  void movesItsChunkKeysToANewVersionOfTheSiteKeyOrToAnotherSite() {
    List<Stored> chunks = site.chunks(3);
    Manifest before = site.key.open(site.key.seal(site.draft(chunks), site.file), site.file);
    FileVersion next = new FileVersion(site.file.file(), 4);
    for (SiteId destination : List.of(site.site, SiteId.random(site.random))) {
      SiteKey target =
          SiteKey.takeOwnershipOf(
              SecretBytes.random(32, site.random),
              site.tenant,
              destination,
              KeyVersionId.random(site.random));
      ManifestDraft moved = site.key.rewrap(before, target, site.random);
      assertThat(moved.siteKeyVersion()).isEqualTo(target.version());
      Manifest after = target.open(target.seal(moved, next), next);
      assertThat(after.chunks()).isEqualTo(3);
      for (int i = 0; i < 3; i++) {
        ChunkEntry entry = after.chunk(i);
        assertThat(entry.chunk()).isEqualTo(before.chunk(i).chunk());
        assertThat(entry.wrappedKey()).isNotEqualTo(before.chunk(i).wrappedKey());
        byte[] stored = chunks.get(i).bytes().toByteArray();
        assertThat(Site.decrypt(target, entry, stored))
            .isEqualTo(site.decrypt(before.chunk(i), chunks.get(i).bytes()));
      }
    }
  }

  @Test
  void movesNothingToAnotherTenant() {
    Manifest manifest = site.key.open(site.manifest(1), site.file);
    SiteKey foreign = site.key(TenantId.random(site.random), site.site, site.version);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> site.key.rewrap(manifest, foreign, site.random));
  }

  @Test
  void mixesNoVersionsOfTheSiteKey() {
    SiteKey other = site.key(site.tenant, site.site, KeyVersionId.random(site.random));
    ChunkEntry entry = site.encrypt(site.bytes(1)).entry();
    ManifestDraft draft = other.draft();
    assertThatIllegalArgumentException().isThrownBy(() -> draft.add(entry));
    assertThat(draft.chunks()).isZero();
    assertThatIllegalArgumentException().isThrownBy(() -> site.key.seal(draft, site.file));
  }

  @Test
  void countsVersionsFromOne() {
    FileId file = FileId.random(site.random);
    assertThat(new FileVersion(file, 1).number()).isEqualTo(1);
    for (long number : new long[] {0, -1}) {
      assertThatIllegalArgumentException().isThrownBy(() -> new FileVersion(file, number));
    }
  }
}
