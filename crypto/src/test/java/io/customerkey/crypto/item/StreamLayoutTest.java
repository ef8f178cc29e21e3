package io.customerkey.crypto.item;

import static io.customerkey.crypto.Refusals.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.customerkey.crypto.CryptoRefusedException.Subject;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class StreamLayoutTest {
  @ParameterizedTest
  @CsvSource({
    // plaintext, segments, ciphertext
    "0, 1, 56",
    "1, 1, 57",
    "1048519, 1, 1048575",
    "1048520, 1, 1048576",
    "1048521, 2, 1048593",
    "2097080, 2, 2097152",
    "2097081, 3, 2097169",
    "157286400, 151, 157288856"
  })
  void countsSegmentsAndBytes(long plaintext, long segments, long ciphertext) {
    assertThat(StreamLayout.segments(plaintext)).isEqualTo(segments);
    assertThat(StreamLayout.ciphertextLength(plaintext)).isEqualTo(ciphertext);
    assertThat(StreamLayout.plaintextLength(ciphertext)).isEqualTo(plaintext);
  }

  @ParameterizedTest
  @ValueSource(longs = {Long.MIN_VALUE, -1, 0, 16, 55, 1048577, 1048592, 2097153, Long.MAX_VALUE})
  void refusesLengthsThatNoStreamHas(long ciphertext) {
    assertRefused(Subject.CONTENT, () -> StreamLayout.plaintextLength(ciphertext));
  }

  @ParameterizedTest
  @ValueSource(longs = {-1, (1L << 50) + 1})
  void refusesPlaintextOfImpossibleLength(long plaintext) {
    assertThatIllegalArgumentException().isThrownBy(() -> StreamLayout.segments(plaintext));
  }

  @Test
  void goesBackAndForthAroundEverySegmentBoundary() {
    for (long segments = 1; segments < 5; segments++) {
      long full = segments * StreamLayout.CAPACITY - StreamLayout.STREAM_HEADER_SIZE;
      for (long plaintext = full - 40; plaintext < full + 40; plaintext++) {
        long ciphertext = StreamLayout.ciphertextLength(plaintext);
        assertThat(StreamLayout.plaintextLength(ciphertext)).isEqualTo(plaintext);
        assertThat(StreamLayout.segments(plaintext))
            .isEqualTo(plaintext <= full ? segments : segments + 1);
      }
    }
  }
}
