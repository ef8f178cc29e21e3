package io.customerkey.crypto.item;

import static io.customerkey.crypto.Refusals.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.customerkey.crypto.CryptoRefusedException.Subject;
import io.customerkey.crypto.SecretBytes;
import io.customerkey.crypto.id.ItemId;
import io.customerkey.crypto.id.ItemKind;
import io.customerkey.crypto.id.KeyVersionId;
import io.customerkey.crypto.id.MailboxId;
import io.customerkey.crypto.id.TenantId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ItemStreamTamperingTest {
  private final Streams streams = new Streams();

  private void assertStreamRefused(List<byte[]> segments) {
    assertRefused(Subject.CONTENT, () -> streams.decrypt(segments));
  }

  private List<byte[]> threeSegments() {
    return streams.encrypt(streams.bytes(2_100_000), 1 << 20);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 33})
  void refusesAChangeOfAnyBitOfASmallStream(int size) {
    byte[] segment = streams.encrypt(streams.bytes(size), 100).getFirst();
    for (int bit = 0; bit < 8 * segment.length; bit++) {
      byte[] changed = segment.clone();
      changed[bit / 8] ^= (byte) (1 << bit % 8);
      assertStreamRefused(List.of(changed));
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 33})
  void refusesASmallStreamCutOrExtendedAnywhere(int size) {
    byte[] segment = streams.encrypt(streams.bytes(size), 100).getFirst();
    for (int length = 0; length < segment.length + 40; length++) {
      if (length != segment.length) {
        assertStreamRefused(List.of(Arrays.copyOf(segment, length)));
      }
    }
  }

  @Test
  void refusesAChangedByteInEverySegment() {
    for (int index = 0; index < 3; index++) {
      List<byte[]> segments = new ArrayList<>(threeSegments());
      byte[] segment = segments.get(index);
      segment[segment.length / 2] ^= 1;
      assertStreamRefused(segments);
    }
  }

  @Test
  void refusesMissingRepeatedReorderedAndForeignSegments() {
    List<byte[]> s = threeSegments();
    List<byte[]> foreign = threeSegments();
    assertThat(s).hasSize(3);
    assertStreamRefused(List.of());
    assertStreamRefused(List.of(s.get(0)));
    assertStreamRefused(List.of(s.get(0), s.get(1)));
    assertStreamRefused(List.of(s.get(0), s.get(2)));
    assertStreamRefused(List.of(s.get(1), s.get(2)));
    assertStreamRefused(List.of(s.get(2)));
    assertStreamRefused(List.of(s.get(1), s.get(0), s.get(2)));
    assertStreamRefused(List.of(s.get(0), s.get(0), s.get(2)));
    assertStreamRefused(List.of(s.get(0), s.get(1), s.get(1), s.get(2)));
    assertStreamRefused(List.of(s.get(0), s.get(1), s.get(2), s.get(2)));
    assertStreamRefused(List.of(s.get(0), s.get(1), s.get(2), new byte[0]));
    assertStreamRefused(List.of(s.get(0), s.get(1), s.get(2), new byte[1]));
    assertStreamRefused(List.of(s.get(0), foreign.get(1), s.get(2)));
    assertStreamRefused(List.of(foreign.get(0), s.get(1), s.get(2)));
    assertThat(streams.decrypt(s)).hasSize(2_100_000);
  }

  @Test
  void refusesSegmentsCutElsewhere() {
    List<byte[]> s = threeSegments();
    byte[] all = Streams.join(s);
    int half = 1 << 19;
    assertStreamRefused(List.of(all));
    assertStreamRefused(
        List.of(
            Arrays.copyOfRange(all, 0, half),
            Arrays.copyOfRange(all, half, half + (1 << 20)),
            Arrays.copyOfRange(all, half + (1 << 20), all.length)));
    assertStreamRefused(List.of(s.get(0), s.get(1), Arrays.copyOf(s.get(2), s.get(2).length - 1)));
    assertStreamRefused(List.of(s.get(0), s.get(1), Arrays.copyOf(s.get(2), s.get(2).length + 1)));
  }

  @Test
  void refusesALastSegmentThatIsClaimedNotToBeAndTheReverse() {
    List<byte[]> s = streams.encrypt(streams.bytes(StreamLayout.FIRST_CAPACITY), 1 << 20);
    assertThat(s.getFirst()).hasSize(StreamLayout.SEGMENT_SIZE);
    ItemStreamDecryptor reader = streams.key.decryptor(streams.key.header(), streams.context);
    assertRefused(Subject.CONTENT, () -> reader.decryptSegment(s.getFirst(), false));
    List<byte[]> three = threeSegments();
    ItemStreamDecryptor other = streams.key.decryptor(streams.key.header(), streams.context);
    assertRefused(Subject.CONTENT, () -> other.decryptSegment(three.getFirst(), true));
  }

  @Test
  void refusesAnEmptyLastSegmentBehindAFullOne() {
    byte[] header = new byte[StreamLayout.STREAM_HEADER_SIZE];
    header[0] = StreamLayout.STREAM_HEADER_SIZE;
    var raw =
        new SegmentCipher(
            javax.crypto.Cipher.ENCRYPT_MODE,
            SecretBytes.copyOf(streams.keyBytes),
            header,
            streams.context.associatedData(streams.key.header()));
    byte[] first = new byte[StreamLayout.SEGMENT_SIZE];
    first[0] = StreamLayout.STREAM_HEADER_SIZE;
    raw.next(
        new byte[StreamLayout.FIRST_CAPACITY], 0, StreamLayout.FIRST_CAPACITY, false, first, 40);
    byte[] empty = new byte[StreamLayout.TAG_SIZE];
    raw.next(new byte[0], 0, 0, true, empty, 0);
    assertStreamRefused(List.of(first, empty));
  }

  @Test
  void staysRefusedAfterARefusal() {
    byte[] segment = streams.encrypt(streams.bytes(10), 10).getFirst();
    byte[] changed = segment.clone();
    changed[50] ^= 1;
    ItemStreamDecryptor reader = streams.key.decryptor(streams.key.header(), streams.context);
    assertRefused(Subject.CONTENT, () -> reader.decryptSegment(changed, true));
    assertRefused(Subject.CONTENT, () -> reader.decryptSegment(segment, true));
    assertRefused(Subject.CONTENT, reader::finish);
  }

  @Test
  void writesAsMuchAsItSaysAndNoMore() {
    byte[] segment = streams.encrypt(streams.bytes(1000), 1000).getFirst();
    byte[] out = new byte[1100];
    ItemStreamDecryptor reader = streams.key.decryptor(streams.key.header(), streams.context);
    assertThat(reader.decryptSegment(segment, 0, segment.length, true, out, 50)).isEqualTo(1000);
    assertThat(Arrays.copyOf(out, 50)).containsOnly(0);
    assertThat(Arrays.copyOfRange(out, 1050, 1100)).containsOnly(0);
  }

  @Test
  void leavesNoPlaintextOfARefusedSegment() {
    byte[] segment = streams.encrypt(streams.bytes(1000), 1000).getFirst();
    segment[segment.length - 1] ^= 1;
    byte[] out = new byte[1100];
    Arrays.fill(out, (byte) 7);
    ItemStreamDecryptor reader = streams.key.decryptor(streams.key.header(), streams.context);
    assertRefused(
        Subject.CONTENT, () -> reader.decryptSegment(segment, 0, segment.length, true, out, 50));
    assertThat(Arrays.copyOfRange(out, 50, 1050)).containsOnly(0);
    assertThat(out[49]).isEqualTo((byte) 7);
    assertThat(out[1050]).isEqualTo((byte) 7);
  }

  @Test
  void refusesAnotherContext() {
    List<byte[]> segments = streams.encrypt(streams.bytes(10), 10);
    ItemContext c = streams.context;
    TenantId tenant = TenantId.random(streams.random);
    MailboxId mailbox = MailboxId.random(streams.random);
    ItemId item = ItemId.random(streams.random);
    for (ItemContext other :
        List.of(
            new ItemContext(tenant, c.mailbox(), c.item(), 1, ItemKind.MAIL),
            new ItemContext(c.tenant(), mailbox, c.item(), 1, ItemKind.MAIL),
            new ItemContext(c.tenant(), c.mailbox(), item, 1, ItemKind.MAIL),
            new ItemContext(c.tenant(), c.mailbox(), c.item(), 2, ItemKind.MAIL),
            new ItemContext(c.tenant(), c.mailbox(), c.item(), 1, ItemKind.PROPERTIES))) {
      assertRefused(
          Subject.CONTENT,
          () -> Streams.decrypt(streams.key.decryptor(streams.key.header(), other), segments));
    }
  }

  @Test
  void refusesAnotherKeyAndAnotherVersionOfIt() {
    List<byte[]> segments = streams.encrypt(streams.bytes(10), 10);
    MailboxKey other =
        MailboxKey.takeOwnershipOf(SecretBytes.random(32, streams.random), streams.key.version());
    MailboxKey renamed =
        MailboxKey.takeOwnershipOf(
            SecretBytes.copyOf(streams.keyBytes), KeyVersionId.random(streams.random));
    for (MailboxKey wrong : List.of(other, renamed)) {
      assertRefused(
          Subject.CONTENT,
          () -> Streams.decrypt(wrong.decryptor(wrong.header(), streams.context), segments));
    }
  }

  @Test
  void refusesAChangeOfAnyBitOfTheHeader() {
    List<byte[]> segments = streams.encrypt(streams.bytes(10), 10);
    byte[] header = streams.key.header().toByteArray();
    for (int bit = 0; bit < 8 * header.length; bit++) {
      byte[] changed = header.clone();
      changed[bit / 8] ^= (byte) (1 << bit % 8);
      assertRefused(
          bit < 64 ? Subject.FORMAT : Subject.CONTENT,
          () ->
              Streams.decrypt(
                  streams.key.decryptor(ItemHeader.parse(changed), streams.context), segments));
    }
  }

  @Test
  void doesNotDecryptInPlace() {
    byte[] segment = streams.encrypt(streams.bytes(10), 10).getFirst();
    ItemStreamDecryptor reader = streams.key.decryptor(streams.key.header(), streams.context);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> reader.decryptSegment(segment, 0, segment.length, true, segment, 0));
  }
}
