package io.customerkey.crypto.item;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.crypto.tink.InsecureSecretKeyAccess;
import com.google.crypto.tink.StreamingAead;
import com.google.crypto.tink.streamingaead.AesGcmHkdfStreamingKey;
import com.google.crypto.tink.streamingaead.PredefinedStreamingAeadParameters;
import com.google.crypto.tink.subtle.AesGcmHkdfStreaming;
import com.google.crypto.tink.util.SecretBytes;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.security.GeneralSecurityException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Tink's template {@code AES256_GCM_HKDF_1MB} and our item streams open each other. */
class TinkTest {
  private final Streams streams = new Streams();
  private final StreamingAead tink;

  TinkTest() throws GeneralSecurityException {
    tink =
        AesGcmHkdfStreaming.create(
            AesGcmHkdfStreamingKey.create(
                PredefinedStreamingAeadParameters.AES256_GCM_HKDF_1MB,
                SecretBytes.copyFrom(streams.keyBytes, InsecureSecretKeyAccess.get())));
  }

  @ParameterizedTest
  @ValueSource(
      ints = {0, 1, 1000, 1_048_519, 1_048_520, 1_048_521, 2_097_080, 2_097_081, 4_000_000})
  void tinkOpensOurStreams(int size) throws GeneralSecurityException, IOException {
    byte[] plaintext = streams.bytes(size);
    byte[] ciphertext = Streams.join(streams.encrypt(plaintext, 300_000));
    try (InputStream in =
        tink.newDecryptingStream(new ByteArrayInputStream(ciphertext), streams.associatedData())) {
      assertThat(in.readAllBytes()).isEqualTo(plaintext);
    }
  }

  @ParameterizedTest
  @ValueSource(
      ints = {0, 1, 1000, 1_048_519, 1_048_520, 1_048_521, 2_097_080, 2_097_081, 4_000_000})
  void weOpenTinksStreams(int size) throws GeneralSecurityException, IOException {
    byte[] plaintext = streams.bytes(size);
    var ciphertext = new ByteArrayOutputStream();
    try (OutputStream out = tink.newEncryptingStream(ciphertext, streams.associatedData())) {
      out.write(plaintext);
    }
    assertThat(streams.decrypt(Streams.cut(ciphertext.toByteArray()))).isEqualTo(plaintext);
  }
}
