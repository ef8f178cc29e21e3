package io.customerkey.crypto.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.customerkey.crypto.SecretBytes;
import io.customerkey.crypto.file.Site.Stored;
import io.customerkey.crypto.key.KeyWrapper;
import io.customerkey.crypto.key.WrappedObject;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import org.bouncycastle.crypto.InvalidCipherTextException;
import org.bouncycastle.crypto.engines.AESEngine;
import org.bouncycastle.crypto.modes.GCMBlockCipher;
import org.bouncycastle.crypto.params.AEADParameters;
import org.bouncycastle.crypto.params.KeyParameter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ChunkTest {
  private final Site site = new Site();

  @ParameterizedTest
  @ValueSource(ints = {1, 15, 16, 17, 1000, 65_536, 1_000_003})
  void comesBackByteForByte(int length) {
    byte[] plaintext = site.bytes(length);
    Stored stored = site.encrypt(plaintext);
    assertThat(stored.bytes().size()).isEqualTo(length + 36);
    assertThat(stored.entry().plaintextLength()).isEqualTo(length);
    assertThat(stored.entry().siteKeyVersion()).isEqualTo(site.version);
    assertThat(site.decrypt(stored.entry(), stored.bytes())).isEqualTo(plaintext);
  }

  @Test
  void isAesGcmAsAnotherImplementationComputesIt() throws InvalidCipherTextException {
    byte[] plaintext = site.bytes(1000);
    Stored stored = site.encrypt(plaintext);
    assertThat(stored.bytes().slice(0, 8).toHex()).isEqualTo("434b4331" + "01" + "01" + "0000");
    byte[] data =
        ByteBuffer.allocate(44)
            .put(stored.bytes().slice(0, 8).toByteArray())
            .put(site.tenant.toByteArray())
            .put(stored.entry().chunk().toByteArray())
            .putInt(1000)
            .array();
    var gcm = GCMBlockCipher.newInstance(AESEngine.newInstance());
    byte[] nonce = stored.bytes().slice(8, 20).toByteArray();
    gcm.init(true, new AEADParameters(new KeyParameter(chunkKey(stored)), 128, nonce, data));
    byte[] sealed = new byte[1016];
    gcm.doFinal(sealed, gcm.processBytes(plaintext, 0, 1000, sealed, 0));
    assertThat(stored.bytes().slice(20, 1036).toByteArray()).isEqualTo(sealed);
  }

  private byte[] chunkKey(Stored stored) {
    SecretBytes siteKey = SecretBytes.copyOf(site.keyBytes);
    try (KeyWrapper wrapper = KeyWrapper.underSiteKey(siteKey, site.tenant, site.version)) {
      WrappedObject object = WrappedObject.chunk(stored.entry().chunk());
      return wrapper.unwrap(stored.entry().wrappedKey(), object).toByteArray();
    }
  }

  @Test
  void takesANewIdKeyAndNonceForEachAttempt() {
    byte[] plaintext = site.bytes(32);
    Stored one = site.encrypt(plaintext);
    Stored other = site.encrypt(plaintext);
    assertThat(one.entry().chunk()).isNotEqualTo(other.entry().chunk());
    assertThat(chunkKey(one)).isNotEqualTo(chunkKey(other));
    assertThat(one.bytes().slice(8, 20)).isNotEqualTo(other.bytes().slice(8, 20));
    assertThat(one.bytes().slice(20, 52)).isNotEqualTo(other.bytes().slice(20, 52));
  }

  @Test
  void passesThroughBuffersOfAnyKind() {
    byte[] plaintext = site.bytes(5000);
    for (ByteBuffer in :
        List.of(
            direct(plaintext),
            ByteBuffer.wrap(plaintext).asReadOnlyBuffer(),
            ByteBuffer.wrap(plaintext))) {
      ByteBuffer stored = ByteBuffer.allocateDirect(7 + 5036).position(7);
      ChunkEntry entry = site.key.chunkEncryptor(site.random).encrypt(in, stored);
      assertThat(in.hasRemaining()).isFalse();
      assertThat(stored.hasRemaining()).isFalse();
      for (ByteBuffer out : List.of(ByteBuffer.allocateDirect(5009), ByteBuffer.allocate(5009))) {
        ByteBuffer source = stored.duplicate().position(7);
        site.key.chunkDecryptor(entry).decrypt(source, out.position(4));
        assertThat(source.hasRemaining()).isFalse();
        assertThat(out.position()).isEqualTo(5004);
        assertThat(out.slice(4, 5000)).isEqualTo(ByteBuffer.wrap(plaintext));
      }
    }
  }

  private static ByteBuffer direct(byte[] bytes) {
    return ByteBuffer.allocateDirect(bytes.length).put(bytes).flip();
  }

  @Test
  void readsAndWritesPartsOfArraysWithoutTouchingTheRest() {
    byte[] plaintext = site.bytes(100);
    ByteBuffer in = ByteBuffer.allocate(200).slice(10, 150);
    in.put(5, plaintext).position(5).limit(105);
    byte[] array = new byte[300];
    Arrays.fill(array, (byte) 7);
    ByteBuffer out = ByteBuffer.wrap(array, 50, 200).slice().position(3);
    ChunkEntry entry = site.key.chunkEncryptor(site.random).encrypt(in, out);
    assertThat(in.position()).isEqualTo(105);
    assertThat(out.position()).isEqualTo(139);
    assertThat(Arrays.copyOf(array, 53)).containsOnly(7);
    assertThat(Arrays.copyOfRange(array, 189, 300)).containsOnly(7);
    byte[] stored = Arrays.copyOfRange(array, 53, 189);
    assertThat(Site.decrypt(site.key, entry, stored)).isEqualTo(plaintext);
  }

  @Test
  void encryptsPlaintextWhereItStands() {
    byte[] plaintext = site.bytes(100_000);
    byte[] array = new byte[100_036 + 9];
    System.arraycopy(plaintext, 0, array, 9 + ChunkLayout.CIPHERTEXT_AT, plaintext.length);
    ByteBuffer in = ByteBuffer.wrap(array, 9 + ChunkLayout.CIPHERTEXT_AT, plaintext.length);
    ByteBuffer out = ByteBuffer.wrap(array).position(9);
    ChunkEntry entry = site.key.chunkEncryptor(site.random).encrypt(in, out);
    byte[] stored = Arrays.copyOfRange(array, 9, array.length);
    assertThat(Site.decrypt(site.key, entry, stored)).isEqualTo(plaintext);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 16, 100_000, ChunkLayout.DEFAULT_PLAINTEXT})
  void decryptsCiphertextWhereItStands(int length) {
    byte[] plaintext = site.bytes(length);
    Stored stored = site.encrypt(plaintext);
    byte[] array = new byte[9 + length + ChunkLayout.OVERHEAD];
    System.arraycopy(stored.bytes().toByteArray(), 0, array, 9, length + ChunkLayout.OVERHEAD);
    ByteBuffer in = ByteBuffer.wrap(array).position(9);
    ByteBuffer out = ByteBuffer.wrap(array, 9 + ChunkLayout.CIPHERTEXT_AT, length);
    site.key.chunkDecryptor(stored.entry()).decrypt(in, out);
    assertThat(in.hasRemaining()).isFalse();
    assertThat(out.hasRemaining()).isFalse();
    assertThat(Arrays.copyOfRange(array, 9 + ChunkLayout.CIPHERTEXT_AT, array.length - 16))
        .isEqualTo(plaintext);
  }

  @ParameterizedTest
  @ValueSource(ints = {-1, 0, ChunkLayout.MAX_PLAINTEXT + 1})
  void hasNoOtherLength(int length) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ChunkLayout.encryptedLength(length))
        .withMessageContaining(String.valueOf(length));
    ChunkEntry entry = site.encrypt(site.bytes(1)).entry();
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new ChunkEntry(entry.chunk(), length, site.version, entry.wrappedKey()));
  }

  @Test
  void encryptsOnceOnlyAndNothingWithoutRoom() {
    ChunkEncryptor encryptor = site.key.chunkEncryptor(site.random);
    ByteBuffer in = ByteBuffer.wrap(site.bytes(10));
    ByteBuffer empty = ByteBuffer.allocate(0);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> encryptor.encrypt(in, ByteBuffer.allocate(45)));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> encryptor.encrypt(empty, ByteBuffer.allocate(45)));
    ByteBuffer out = ByteBuffer.allocate(46);
    assertThat(encryptor.encrypt(in, out).chunk()).isEqualTo(encryptor.chunk());
    in.rewind();
    assertThatIllegalStateException()
        .isThrownBy(() -> encryptor.encrypt(in, ByteBuffer.allocate(46)));
    assertThat(in.remaining()).isEqualTo(10);
  }

  @Test
  void outlivesTheSiteKeyButNotItsOwnClose() {
    ChunkEncryptor encryptor = site.key.chunkEncryptor(site.random);
    ChunkEncryptor unused = site.key.chunkEncryptor(site.random);
    Stored stored = site.encrypt(site.bytes(10));
    ChunkDecryptor decryptor = site.key.chunkDecryptor(stored.entry());
    site.key.close();
    assertThat(encryptor.encrypt(ByteBuffer.allocate(10), ByteBuffer.allocate(46))).isNotNull();
    decryptor.decrypt(stored.bytes().asByteBuffer(), ByteBuffer.allocate(10));
    decryptor.decrypt(stored.bytes().asByteBuffer(), ByteBuffer.allocate(10));
    assertThat(decryptor.entry()).isEqualTo(stored.entry());
    unused.close();
    unused.close();
    decryptor.close();
    decryptor.close();
    assertThatIllegalStateException()
        .isThrownBy(() -> unused.encrypt(ByteBuffer.allocate(10), ByteBuffer.allocate(46)));
    assertThatIllegalStateException()
        .isThrownBy(
            () -> decryptor.decrypt(stored.bytes().asByteBuffer(), ByteBuffer.allocate(10)));
    assertThat(unused.toString()).contains(unused.chunk().toString(), "redacted");
    assertThat(decryptor.toString()).contains(stored.entry().chunk().toString(), "redacted");
  }
}
