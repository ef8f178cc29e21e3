package io.customerkey.crypto.key;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.customerkey.crypto.Bytes;
import io.customerkey.crypto.Wycheproof;
import java.security.GeneralSecurityException;
import java.util.stream.Stream;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * The JDK's cipher with our key type, in the one shape all formats use: 256-bit key, 96-bit nonce,
 * 128-bit tag.
 */
class AesGcmVectorsTest {
  @Test
  void encryptsTestCase16OfTheGcmSpecification() throws GeneralSecurityException {
    byte[] sealed =
        run(
            Cipher.ENCRYPT_MODE,
            hex("feffe9928665731c6d6a8f9467308308feffe9928665731c6d6a8f9467308308"),
            hex("cafebabefacedbaddecaf888"),
            hex("feedfacedeadbeeffeedfacedeadbeefabaddad2"),
            hex(
                "d9313225f88406e5a55909c5aff5269a86a7a9531534f7da2e4c303d8a318a72"
                    + "1c3c0c95956809532fcf0e2449a6b525b16aedf5aa0de657ba637b39"));
    assertThat(Bytes.takeOwnershipOf(sealed).toHex())
        .isEqualTo(
            "522dc1f099567d07f47f37a32a84427d643a8cdcbfe5c0c97598a2bd2555d1aa"
                + "8cb08e48590dbb3da7b08b1056828838c5f61e6393ba7a0abcc9f662"
                + "76fc6ece0f4e1768cddf8853bb2d551b");
  }

  @TestFactory
  Stream<DynamicTest> agreesWithWycheproof() {
    return Wycheproof.vectors(
        "aes_gcm_test.json",
        vector ->
            vector.group().get("keySize").asInt() == 256
                && vector.group().get("ivSize").asInt() == 96
                && vector.group().get("tagSize").asInt() == 128,
        AesGcmVectorsTest::check);
  }

  private static void check(Wycheproof.Vector vector) {
    byte[] key = vector.bytes("key");
    byte[] nonce = vector.bytes("iv");
    byte[] data = vector.bytes("aad");
    byte[] sealed =
        Bytes.ofHex(vector.test().get("ct").asText() + vector.test().get("tag").asText())
            .toByteArray();
    if (vector.invalid()) {
      assertThatExceptionOfType(AEADBadTagException.class)
          .isThrownBy(() -> run(Cipher.DECRYPT_MODE, key, nonce, data, sealed));
      return;
    }
    try {
      assertThat(run(Cipher.DECRYPT_MODE, key, nonce, data, sealed)).isEqualTo(vector.bytes("msg"));
      assertThat(run(Cipher.ENCRYPT_MODE, key, nonce, data, vector.bytes("msg"))).isEqualTo(sealed);
    } catch (GeneralSecurityException e) {
      throw new AssertionError(e);
    }
  }

  private static byte[] run(int mode, byte[] key, byte[] nonce, byte[] data, byte[] in)
      throws GeneralSecurityException {
    Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
    cipher.init(mode, new AesKey(key.clone()), new GCMParameterSpec(SealedKey.TAG_BITS, nonce));
    cipher.updateAAD(data);
    return cipher.doFinal(in);
  }

  private static byte[] hex(String text) {
    return Bytes.ofHex(text).toByteArray();
  }
}
