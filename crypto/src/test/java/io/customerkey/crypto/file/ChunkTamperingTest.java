package io.customerkey.crypto.file;

import static io.customerkey.crypto.Refusals.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.customerkey.crypto.Bytes;
import io.customerkey.crypto.CryptoRefusedException.Subject;
import io.customerkey.crypto.file.Site.Stored;
import io.customerkey.crypto.id.ChunkId;
import io.customerkey.crypto.key.WrappedKey;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class ChunkTamperingTest {
  private final Site site = new Site();
  private final Stored stored = site.encrypt(site.bytes(33));
  private final ChunkEntry entry = stored.entry();

  private void assertContentRefused(ChunkEntry listed, byte[] bytes) {
    assertRefused(Subject.CONTENT, () -> Site.decrypt(site.key, listed, bytes));
  }

  private void assertKeyRefused(SiteKey key, ChunkEntry listed) {
    assertRefused(Subject.WRAPPED_KEY, () -> key.chunkDecryptor(listed));
  }

  @Test
  void refusesAChangeOfAnyBit() {
    byte[] bytes = stored.bytes().toByteArray();
    for (int bit = 0; bit < 8 * bytes.length; bit++) {
      byte[] changed = bytes.clone();
      changed[bit / 8] ^= (byte) (1 << bit % 8);
      assertContentRefused(entry, changed);
    }
    assertThat(site.decrypt(entry, stored.bytes())).hasSize(33);
  }

  @Test
  void refusesAMissingCutOrExtendedChunk() {
    for (int length = 0; length < stored.bytes().size() + 40; length++) {
      if (length != stored.bytes().size()) {
        assertContentRefused(entry, Arrays.copyOf(stored.bytes().toByteArray(), length));
      }
    }
  }

  @Test
  void refusesAnotherChunkInItsPlace() {
    Stored other = site.encrypt(site.bytes(33));
    assertContentRefused(entry, other.bytes().toByteArray());
    assertContentRefused(other.entry(), stored.bytes().toByteArray());
  }

  @Test
  void refusesTheSamePlaintextOfAnotherAttempt() {
    byte[] plaintext = site.decrypt(entry, stored.bytes());
    assertContentRefused(entry, site.encrypt(plaintext).bytes().toByteArray());
  }

  @Test
  void refusesAnEntryWithAnotherLength() {
    for (int length : new int[] {32, 34}) {
      ChunkEntry other =
          new ChunkEntry(entry.chunk(), length, entry.siteKeyVersion(), entry.wrappedKey());
      assertContentRefused(other, stored.bytes().toByteArray());
      assertContentRefused(other, Arrays.copyOf(stored.bytes().toByteArray(), length + 36));
    }
  }

  @Test
  void refusesAnEntryOfAnotherChunk() {
    ChunkEntry other =
        new ChunkEntry(ChunkId.random(site.random), 33, entry.siteKeyVersion(), entry.wrappedKey());
    assertKeyRefused(site.key, other);
  }

  @Test
  void refusesAChangeOfAnyBitOfTheWrappedKey() {
    byte[] wrapped = entry.wrappedKey().bytes().toByteArray();
    for (int bit = 0; bit < 8 * wrapped.length; bit++) {
      byte[] changed = wrapped.clone();
      changed[bit / 8] ^= (byte) (1 << bit % 8);
      assertKeyRefused(
          site.key,
          new ChunkEntry(entry.chunk(), 33, entry.siteKeyVersion(), WrappedKey.of(changed)));
    }
  }

  @Test
  void refusesTheWrappedKeyOfAnotherChunk() {
    WrappedKey foreign = site.encrypt(site.bytes(33)).entry().wrappedKey();
    assertKeyRefused(site.key, new ChunkEntry(entry.chunk(), 33, entry.siteKeyVersion(), foreign));
  }

  @Test
  void refusesAnotherTenantSiteKeyAndSiteKeyVersion() {
    List<SiteKey> others = site.others();
    for (SiteKey other : List.of(others.get(0), others.get(2), others.get(3))) {
      assertKeyRefused(other, entry);
      ChunkEntry renamed = new ChunkEntry(entry.chunk(), 33, other.version(), entry.wrappedKey());
      assertKeyRefused(other, renamed);
    }
  }

  @Test
  void bindsTheChunkItselfToTenantAndLength() {
    byte[] data = ChunkLayout.associatedData(site.tenant, entry.chunk(), 33);
    assertThat(Bytes.copyOf(data).toHex())
        .isEqualTo(
            "434b433101010000"
                + site.tenant.value().toBytes().toHex()
                + entry.chunk().value().toBytes().toHex()
                + "00000021");
  }

  @Test
  void leavesNoPlaintextOfARefusedChunk() {
    byte[] changed = stored.bytes().toByteArray();
    changed[changed.length - 1] ^= 1;
    ChunkDecryptor decryptor = site.key.chunkDecryptor(entry);
    for (ByteBuffer out : List.of(ByteBuffer.allocate(50), ByteBuffer.allocateDirect(50))) {
      for (int i = 0; i < 50; i++) {
        out.put(i, (byte) 7);
      }
      out.position(8);
      assertRefused(Subject.CONTENT, () -> decryptor.decrypt(ByteBuffer.wrap(changed), out));
      assertThat(out.position()).isEqualTo(8);
      for (int i = 0; i < 50; i++) {
        assertThat(out.get(i)).isEqualTo((byte) (i < 8 || i >= 41 ? 7 : 0));
      }
      decryptor.decrypt(stored.bytes().asByteBuffer(), out);
      assertThat(out.position()).isEqualTo(41);
    }
  }

  @Test
  void leavesNoPlaintextOfARefusedChunkThatIsDecryptedWhereItStands() {
    byte[] plaintext = site.bytes(100_000);
    Stored large = site.encrypt(plaintext);
    for (int at : new int[] {9, 5_000, 100_020, 100_035}) {
      byte[] array = large.bytes().toByteArray();
      array[at] ^= 1;
      ByteBuffer out = ByteBuffer.wrap(array, ChunkLayout.CIPHERTEXT_AT, plaintext.length);
      ChunkDecryptor decryptor = site.key.chunkDecryptor(large.entry());
      assertRefused(Subject.CONTENT, () -> decryptor.decrypt(ByteBuffer.wrap(array), out));
      assertThat(out.position()).isEqualTo(ChunkLayout.CIPHERTEXT_AT);
      assertThat(Arrays.copyOfRange(array, ChunkLayout.CIPHERTEXT_AT, 100_020)).containsOnly(0);
    }
  }

  @Test
  void needsRoomForAllOfThePlaintext() {
    ChunkDecryptor decryptor = site.key.chunkDecryptor(entry);
    assertThatIllegalArgumentException()
        .isThrownBy(
            () -> decryptor.decrypt(stored.bytes().asByteBuffer(), ByteBuffer.allocate(32)));
  }
}
