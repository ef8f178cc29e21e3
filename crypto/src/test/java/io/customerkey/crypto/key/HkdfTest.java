package io.customerkey.crypto.key;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.customerkey.crypto.Bytes;
import io.customerkey.crypto.SecretBytes;
import io.customerkey.crypto.Wycheproof;
import io.customerkey.crypto.id.FileId;
import io.customerkey.crypto.id.GenerationId;
import io.customerkey.crypto.id.Id128;
import io.customerkey.crypto.id.KeyVersionId;
import io.customerkey.crypto.id.SiteId;
import io.customerkey.crypto.id.TenantId;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.bouncycastle.crypto.digests.SHA256Digest;
import org.bouncycastle.crypto.generators.HKDFBytesGenerator;
import org.bouncycastle.crypto.params.HKDFParameters;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HkdfTest {
  private static final Id128 ID = Id128.parse("00112233-4455-6677-8899-aabbccddeeff");
  private static final TenantId TENANT = new TenantId(new Id128(3, 4));
  private static final SiteId SITE = new SiteId(new Id128(5, 6));

  @ParameterizedTest
  @CsvSource({
    // RFC 5869, A.1
    "0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b, 000102030405060708090a0b0c, f0f1f2f3f4f5f6f7f8f9,"
        + " 3cb25f25faacd57a90434f64d0362f2a2d2d0a90cf1a5a4c5db02d56ecc4c5bf34007208d5b887185865",
    // RFC 5869, A.3
    "0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b, '', '',"
        + " 8da4e775a563c18f715f802a063c5a31b8a11f5c5ee1879ec3454e5f3c738d2d9d201395faa4b61a96c8"
  })
  void derivesTheVectorsOfRfc5869(String key, String salt, String info, String expected) {
    byte[] derived =
        Hkdf.derive(
            Bytes.ofHex(key).toByteArray(),
            Bytes.ofHex(salt).toByteArray(),
            Bytes.ofHex(info).toByteArray(),
            expected.length() / 2);
    assertThat(Bytes.takeOwnershipOf(derived).toHex()).isEqualTo(expected);
  }

  @TestFactory
  Stream<DynamicTest> derivesTheVectorsOfWycheproof() {
    return Wycheproof.vectors(
        "hkdf_sha256_test.json",
        vector -> !vector.invalid(),
        vector ->
            assertThat(
                    Hkdf.derive(
                        vector.bytes("ikm"),
                        vector.bytes("salt"),
                        vector.bytes("info"),
                        vector.test().get("size").asInt()))
                .isEqualTo(vector.bytes("okm")));
  }

  @Test
  void usesTheInfosOfTheFormats() {
    SecretBytes key = SecretBytes.copyOf(new byte[32]);
    assertThat(Hkdf.derive(key, new KeyUse.Check(new GenerationId(ID))).toByteArray())
        .isEqualTo(otherHkdf(new byte[0], label("customerkey/check/v1", ID), 16));
    assertThat(Hkdf.derive(key, new KeyUse.Wrap(new GenerationId(ID))).toByteArray())
        .isEqualTo(otherHkdf(new byte[0], label("customerkey/wrap/v1", ID), 32))
        .isEqualTo(Hkdf.derive(key, new KeyUse.Wrap(new KeyVersionId(ID))).toByteArray());
    Bytes salt = Bytes.ofHex("77".repeat(32));
    Bytes data = Bytes.ofHex("434b4931");
    assertThat(Hkdf.derive(key, new KeyUse.ItemStream(salt, data)).toByteArray())
        .isEqualTo(otherHkdf(salt.toByteArray(), data.toByteArray(), 32));
    assertThat(Hkdf.derive(key, new KeyUse.Manifest(TENANT, SITE, new FileId(ID))).toByteArray())
        .isEqualTo(
            otherHkdf(
                new byte[0],
                label("customerkey/manifest/v1", TENANT.value(), SITE.value(), ID),
                32));
    assertThat(Hkdf.derive(key, new KeyUse.Names(TENANT, SITE)).toByteArray())
        .isEqualTo(
            otherHkdf(
                new byte[0], label("customerkey/names/v1", TENANT.value(), SITE.value()), 32));
  }

  @Test
  void derivesAnotherKeyForEachUse() {
    SecretBytes key = SecretBytes.copyOf(new byte[32]);
    List<KeyUse> uses =
        List.of(
            new KeyUse.Check(new GenerationId(ID)),
            new KeyUse.Check(new GenerationId(new Id128(1, 2))),
            new KeyUse.Wrap(new GenerationId(ID)),
            new KeyUse.Wrap(new GenerationId(new Id128(1, 2))),
            new KeyUse.ItemStream(Bytes.empty(), Bytes.ofHex("434b4931")),
            new KeyUse.Manifest(TENANT, SITE, new FileId(ID)),
            new KeyUse.Manifest(TENANT, SITE, new FileId(new Id128(1, 2))),
            new KeyUse.Names(TENANT, SITE),
            new KeyUse.Names(TENANT, new SiteId(ID)));
    Set<Bytes> derived = new HashSet<>();
    uses.forEach(
        use -> derived.add(Bytes.copyOf(Hkdf.derive(key, use).toByteArray(), 0, CheckValue.SIZE)));
    assertThat(derived).hasSameSizeAs(uses);
  }

  @Test
  void refusesAClosedKey() {
    SecretBytes key = SecretBytes.copyOf(new byte[32]);
    key.close();
    assertThatIllegalStateException()
        .isThrownBy(() -> Hkdf.derive(key, new KeyUse.Wrap(new GenerationId(ID))));
  }

  private static byte[] label(String label, Id128... ids) {
    byte[] ascii = label.getBytes(StandardCharsets.US_ASCII);
    ByteBuffer info = ByteBuffer.allocate(ascii.length + 16 * ids.length).put(ascii);
    for (Id128 id : ids) {
      info.put(id.toByteArray());
    }
    return info.array();
  }

  private static byte[] otherHkdf(byte[] salt, byte[] info, int length) {
    var generator = new HKDFBytesGenerator(new SHA256Digest());
    generator.init(new HKDFParameters(new byte[32], salt, info));
    byte[] derived = new byte[length];
    generator.generateBytes(derived, 0, length);
    return derived;
  }
}
