package io.customerkey.crypto.key;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.customerkey.crypto.SecretBytes;
import io.customerkey.crypto.id.GenerationId;
import io.customerkey.crypto.id.Id128;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import javax.crypto.Cipher;
import org.junit.jupiter.api.Test;

class GcmCipherTest {
  private static final byte[] NONE = {};

  private final SplittableRandom random = new SplittableRandom(17);
  private final SecretBytes key = SecretBytes.random(32, random);
  private final byte[] nonce = new byte[12];

  @Test
  void isTheSameUnderADerivedKeyAndThatKeyItself() {
    KeyUse use = new KeyUse.Wrap(new GenerationId(new Id128(1, 2)));
    byte[] one = encrypt(GcmCipher.derive(key, use), new byte[40]);
    assertThat(encrypt(GcmCipher.under(Hkdf.derive(key, use)), new byte[40])).isEqualTo(one);
    assertThat(encrypt(GcmCipher.under(key), new byte[40])).isNotEqualTo(one);
  }

  private byte[] encrypt(GcmCipher cipher, byte[] plaintext) {
    byte[] out = new byte[plaintext.length + 16];
    cipher.begin(Cipher.ENCRYPT_MODE, nonce, 0, NONE);
    assertThat(cipher.finish(plaintext, 0, plaintext.length, out, 0)).isEqualTo(out.length);
    return out;
  }

  @Test
  void saysHowMuchItWroteToBuffersAndMovesThem() {
    GcmCipher cipher = GcmCipher.under(key);
    for (ByteBuffer out : List.of(ByteBuffer.allocate(70), ByteBuffer.allocateDirect(70))) {
      ByteBuffer in = ByteBuffer.allocate(45).position(5);
      cipher.begin(Cipher.ENCRYPT_MODE, random(12), 0, NONE);
      assertThat(cipher.finish(in, out.position(3))).isEqualTo(56);
      assertThat(in.position()).isEqualTo(45);
      assertThat(out.position()).isEqualTo(59);
    }
  }

  private byte[] random(int length) {
    byte[] bytes = new byte[length];
    random.nextBytes(bytes);
    return bytes;
  }

  @Test
  void erasesTheWholePlaceOfARefusedMessageAndNoMore() {
    byte[] sealed = encrypt(GcmCipher.under(key), new byte[40]);
    sealed[50] ^= 1;
    GcmCipher cipher = GcmCipher.under(key);
    for (ByteBuffer out : List.of(ByteBuffer.allocate(60), ByteBuffer.allocateDirect(60))) {
      for (int i = 0; i < 60; i++) {
        out.put(i, (byte) 7);
      }
      ByteBuffer in = ByteBuffer.wrap(sealed);
      cipher.begin(Cipher.DECRYPT_MODE, nonce, 0, NONE);
      assertThat(cipher.finish(in, out.position(10))).isEqualTo(GcmCipher.REFUSED);
      assertThat(out.position()).isEqualTo(10);
      assertThat(in.hasRemaining()).isFalse();
      for (int i = 0; i < 60; i++) {
        assertThat(out.get(i)).isEqualTo((byte) (i < 10 || i >= 50 ? 7 : 0));
      }
    }
  }

  @Test
  void refusesWhatIsShorterThanATag() {
    GcmCipher cipher = GcmCipher.under(key);
    for (ByteBuffer out : List.of(ByteBuffer.allocate(0), ByteBuffer.allocateDirect(0))) {
      cipher.begin(Cipher.DECRYPT_MODE, nonce, 0, NONE);
      assertThat(cipher.finish(ByteBuffer.allocate(15), out)).isEqualTo(GcmCipher.REFUSED);
    }
  }

  @Test
  void takesNoNonceTwiceInARowAndNoMessageWithoutRoom() {
    GcmCipher cipher = GcmCipher.under(key);
    encrypt(cipher, new byte[1]);
    assertThatIllegalStateException()
        .isThrownBy(() -> cipher.begin(Cipher.ENCRYPT_MODE, nonce, 0, NONE));
    cipher.begin(Cipher.ENCRYPT_MODE, random(12), 0, NONE);
    assertThatIllegalStateException()
        .isThrownBy(() -> cipher.finish(new byte[9], 0, 9, new byte[24], 0));
    cipher.begin(Cipher.ENCRYPT_MODE, random(12), 0, NONE);
    assertThatIllegalStateException()
        .isThrownBy(() -> cipher.finish(ByteBuffer.allocate(9), ByteBuffer.allocateDirect(24)));
  }

  @Test
  void forgetsItsKeyOnCloseAndLeavesTheCallersOpen() {
    GcmCipher cipher = GcmCipher.under(key);
    byte[] before = encrypt(cipher, new byte[40]);
    cipher.close();
    byte[] zeros = encrypt(GcmCipher.under(SecretBytes.copyOf(new byte[32])), new byte[40]);
    assertThat(encrypt(cipher, new byte[40])).isEqualTo(zeros).isNotEqualTo(before);
    assertThat(key.isClosed()).isFalse();
    assertThat(Arrays.equals(before, zeros)).isFalse();
  }
}
