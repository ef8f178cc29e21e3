package io.customerkey.sharepoint.blob;

import static org.assertj.core.api.Assertions.assertThat;

import io.customerkey.crypto.id.ChunkId;
import io.customerkey.encryptor.fake.Ids;
import io.smallrye.mutiny.Uni;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The laws of {@link BlobStore}, for every store. */
public abstract class BlobStoreContract {
  /** The store under test; what other tests have put may be in it. */
  protected abstract BlobStore store();

  private static final int OFFSET = 7;

  private final ChunkId chunk = ChunkId.random(Ids.RANDOM);

  @ParameterizedTest
  @ValueSource(ints = {1, 36, 65_536 + 36, (4 << 20) + 36, (16 << 20) + 36})
  void readsByteForByteWhatWasPut(int length) {
    byte[] bytes = Ids.random(length);
    byte[] around = new byte[length + 2 * OFFSET];
    System.arraycopy(bytes, 0, around, OFFSET, length);

    done(store().put(chunk, ByteBuffer.wrap(around, OFFSET, length)));

    ByteBuffer read = ByteBuffer.wrap(new byte[length + 2 * OFFSET], OFFSET, length);
    assertThat(done(store().get(chunk, read))).isTrue();
    assertThat(read.hasRemaining()).isFalse();
    assertThat(read.array()).isEqualTo(around);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 99, 101})
  void findsNoChunkOfAnotherLength(int length) {
    put(100);

    assertThat(done(store().get(chunk, ByteBuffer.allocate(length)))).isFalse();
  }

  @Test
  void findsNothingUnderAnIdThatWasNeverPut() {
    assertThat(done(store().get(chunk, ByteBuffer.allocate(100)))).isFalse();
  }

  @Test
  void removesForGoodAndPassesOverWhatIsNotThere() {
    put(100);
    List<ChunkId> both = List.of(ChunkId.random(Ids.RANDOM), chunk);

    done(store().delete(both));
    done(store().delete(both));
    done(store().delete(List.of()));

    assertThat(done(store().get(chunk, ByteBuffer.allocate(100)))).isFalse();
    assertThat(listed()).doesNotContain(chunk);
  }

  @Test
  void listsEverythingInItsPart() {
    put(100);
    int part = Byte.toUnsignedInt(chunk.toByteArray()[0]);

    assertThat(done(store().list(part)))
        .extracting(StoredBlob::chunk)
        .contains(chunk)
        .allMatch(found -> Byte.toUnsignedInt(found.toByteArray()[0]) == part);
    assertThat(done(store().list((part + 1) % BlobStore.PARTS)))
        .extracting(StoredBlob::chunk)
        .doesNotContain(chunk);
  }

  @Test
  void takesManyAtOnce() {
    List<ChunkId> chunks =
        IntStream.range(0, 64).mapToObj(n -> ChunkId.random(Ids.RANDOM)).toList();
    byte[] bytes = Ids.random(10_000);

    done(
        Uni.join()
            .all(chunks.stream().map(id -> store().put(id, ByteBuffer.wrap(bytes))).toList())
            .andCollectFailures());

    List<ChunkId> all = listed();
    assertThat(all).containsAll(chunks);
    done(store().delete(chunks));
    assertThat(listed()).doesNotContainAnyElementsOf(chunks);
  }

  /** {@return everything that takes room} */
  protected final List<ChunkId> listed() {
    List<ChunkId> all = new ArrayList<>();
    for (int part = 0; part < BlobStore.PARTS; part++) {
      done(store().list(part)).forEach(blob -> all.add(blob.chunk()));
    }
    return all;
  }

  private void put(int length) {
    done(store().put(chunk, ByteBuffer.wrap(Ids.random(length))));
  }

  /** {@return the answer} */
  protected static <T> T done(Uni<T> call) {
    return call.await().atMost(Duration.ofSeconds(60));
  }
}
