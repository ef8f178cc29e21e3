package io.customerkey.crypto.item;

import static io.customerkey.crypto.Refusals.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.customerkey.crypto.CryptoRefusedException.Subject;
import io.customerkey.crypto.SecretBytes;
import io.customerkey.crypto.id.KeyVersionId;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ItemStreamTest {
  private final Streams streams = new Streams();

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 100, 70_000, 1_048_520, 1_048_521, 2_097_080, 2_097_081, 5_000_000})
  void opensWhatItWroteWhateverThePieces(int size) {
    byte[] plaintext = streams.bytes(size);
    for (int piece : new int[] {Math.max(1, size / 999), 65_536, 1_048_520, 1 << 20, 6_000_000}) {
      List<byte[]> segments = streams.encrypt(plaintext, piece);
      assertThat(segments).hasSize((int) StreamLayout.segments(size));
      assertThat(Streams.join(segments)).hasSize((int) StreamLayout.ciphertextLength(size));
      assertThat(streams.decrypt(segments)).isEqualTo(plaintext);
    }
  }

  @Test
  void writesTheSameStreamSegmentBySegment() {
    byte[] plaintext = streams.bytes(2_500_000);
    List<byte[]> segments = new ArrayList<>();
    try (ItemStreamEncryptor encryptor = streams.key.encryptor(streams.context, streams.random)) {
      byte[] out = new byte[StreamLayout.SEGMENT_SIZE + 3];
      int at = 0;
      while (at < plaintext.length) {
        int length = Math.min(encryptor.capacity(), plaintext.length - at);
        boolean last = at + length == plaintext.length;
        int written = encryptor.encryptSegment(plaintext, at, length, last, out, 3);
        segments.add(java.util.Arrays.copyOfRange(out, 3, 3 + written));
        at += length;
      }
      assertThat(encryptor.plaintextLength()).isEqualTo(plaintext.length);
      assertThat(encryptor.segments()).isEqualTo(3);
    }
    assertThat(streams.decrypt(segments)).isEqualTo(plaintext);
  }

  @Test
  void takesPiecesFromAnyKindOfBuffer() {
    byte[] plaintext = streams.bytes(3_000_000);
    ByteBuffer direct = ByteBuffer.allocateDirect(plaintext.length).put(plaintext).flip();
    byte[] shifted = new byte[plaintext.length + 5];
    System.arraycopy(plaintext, 0, shifted, 5, plaintext.length);
    for (ByteBuffer buffer :
        List.of(
            direct,
            ByteBuffer.wrap(plaintext).asReadOnlyBuffer(),
            ByteBuffer.wrap(shifted, 5, plaintext.length).slice())) {
      List<byte[]> segments = new ArrayList<>();
      try (ItemStreamEncryptor encryptor = streams.key.encryptor(streams.context, streams.random)) {
        encryptor.update(buffer, (number, segment, last) -> segments.add(segment));
        encryptor.finish((number, segment, last) -> segments.add(segment));
      }
      assertThat(buffer.hasRemaining()).isFalse();
      assertThat(streams.decrypt(segments)).isEqualTo(plaintext);
    }
  }

  @Test
  void marksTheLastSegmentOnly() {
    List<Boolean> marks = new ArrayList<>();
    try (ItemStreamEncryptor encryptor = streams.key.encryptor(streams.context, streams.random)) {
      encryptor.update(streams.bytes(2_097_080), (number, segment, last) -> marks.add(last));
      assertThat(marks).containsExactly(false);
      encryptor.finish((number, segment, last) -> marks.add(last));
      assertThat(marks).containsExactly(false, true);
    }
  }

  @Test
  void neverWritesTheSameStreamTwice() {
    byte[] plaintext = streams.bytes(100);
    assertThat(streams.encrypt(plaintext, 100).getFirst())
        .isNotEqualTo(streams.encrypt(plaintext, 100).getFirst());
  }

  @Test
  void refusesSegmentsThatTheFormatHasNot() {
    byte[] in = new byte[2 * StreamLayout.SEGMENT_SIZE];
    byte[] out = new byte[2 * StreamLayout.SEGMENT_SIZE];
    try (ItemStreamEncryptor encryptor = streams.key.encryptor(streams.context, streams.random)) {
      int capacity = StreamLayout.FIRST_CAPACITY;
      assertThat(encryptor.capacity()).isEqualTo(capacity);
      assertThatIllegalArgumentException()
          .isThrownBy(() -> encryptor.encryptSegment(in, 0, capacity - 1, false, out, 0));
      assertThatIllegalArgumentException()
          .isThrownBy(() -> encryptor.encryptSegment(in, 0, capacity + 1, true, out, 0));
      assertThatIllegalArgumentException()
          .isThrownBy(() -> encryptor.encryptSegment(in, 0, capacity, false, in, 0));
      Assertions.assertThatExceptionOfType(IndexOutOfBoundsException.class)
          .isThrownBy(() -> encryptor.encryptSegment(in, 0, capacity, false, new byte[99], 0));
      assertThat(encryptor.encryptSegment(in, 0, capacity, false, out, 0)).isEqualTo(1 << 20);
      assertThat(encryptor.capacity()).isEqualTo(StreamLayout.CAPACITY);
      assertThatIllegalArgumentException()
          .isThrownBy(() -> encryptor.encryptSegment(in, 0, 0, true, out, 0));
    }
  }

  @Test
  void refusesToGoOnAfterTheEnd() {
    ItemStreamEncryptor ended = streams.key.encryptor(streams.context, streams.random);
    ended.finish((number, segment, last) -> {});
    assertThatIllegalStateException()
        .isThrownBy(() -> ended.update(new byte[1], (number, segment, last) -> {}));
    assertThatIllegalStateException().isThrownBy(() -> ended.finish((number, segment, last) -> {}));
    ItemStreamEncryptor closed = streams.key.encryptor(streams.context, streams.random);
    closed.close();
    closed.close();
    assertThatIllegalStateException()
        .isThrownBy(() -> closed.encryptSegment(new byte[1], 0, 1, true, new byte[99], 0));
    byte[] segment = streams.encrypt(new byte[1], 1).getFirst();
    ItemStreamDecryptor reader = streams.key.decryptor(streams.key.header(), streams.context);
    reader.close();
    assertThatIllegalStateException().isThrownBy(() -> reader.decryptSegment(segment, true));
  }

  @Test
  void lendsNewStreamsUntilTheKeyIsClosed() {
    byte[] plaintext = streams.bytes(100);
    List<byte[]> segments = streams.encrypt(plaintext, 100);
    ItemStreamDecryptor begun = streams.key.decryptor(streams.key.header(), streams.context);
    streams.key.close();
    assertThat(Streams.decrypt(begun, segments)).isEqualTo(plaintext);
    assertThatIllegalStateException()
        .isThrownBy(() -> streams.key.encryptor(streams.context, streams.random));
    assertThatIllegalStateException()
        .isThrownBy(() -> streams.key.decryptor(streams.key.header(), streams.context));
    assertThat(streams.key.toString()).contains("redacted");
  }

  @Test
  void takesKeysOf32BytesAndHeadersOfItsVersion() {
    SecretBytes wrong = SecretBytes.copyOf(new byte[16]);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> MailboxKey.takeOwnershipOf(wrong, KeyVersionId.random(streams.random)));
    assertThat(wrong.isClosed()).isTrue();
    var other = new ItemHeader(KeyVersionId.random(streams.random));
    assertRefused(Subject.CONTENT, () -> streams.key.decryptor(other, streams.context));
  }
}
