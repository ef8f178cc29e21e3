package io.customerkey.sharepoint.disk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.customerkey.crypto.id.ChunkId;
import io.customerkey.encryptor.fake.Ids;
import io.customerkey.encryptor.fake.TinyDisk;
import io.customerkey.protocol.common.v1.FailureReason;
import io.customerkey.protocol.failure.CustomerKeyException;
import io.customerkey.sharepoint.blob.BlobName;
import io.customerkey.sharepoint.blob.BlobStore;
import io.customerkey.sharepoint.blob.BlobStoreContract;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;

final class DiskBlobStoreTest extends BlobStoreContract {
  @TempDir Path root;

  private final ExecutorService workers = Executors.newFixedThreadPool(4);
  private final ChunkId chunk = ChunkId.random(Ids.RANDOM);
  private DiskBlobStore store;

  @BeforeEach
  void open() throws IOException {
    store = DiskBlobStore.open(root, workers);
  }

  @AfterEach
  void close() {
    workers.shutdownNow();
  }

  @Override
  protected BlobStore store() {
    return store;
  }

  @Test
  void listsAndRemovesWhatWasLeftHalfWritten() throws IOException {
    Path half = folder().resolve(BlobName.of(chunk) + ".part");
    Files.write(half, new byte[100]);

    assertThat(done(store.get(chunk, ByteBuffer.allocate(100)))).isFalse();
    assertThat(listed()).containsExactly(chunk);
    done(store.delete(listed()));

    assertThat(half).doesNotExist();
  }

  @Test
  void passesOverFilesThatAreNotItsOwn() throws IOException {
    Files.writeString(folder().resolve("README"), "not a chunk");
    Files.writeString(folder().resolve(BlobName.of(chunk).toUpperCase(Locale.ROOT)), "nor this");

    assertThat(listed()).isEmpty();
  }

  @Test
  void leavesNothingOfAPutThatFailed() throws IOException {
    Files.createDirectory(folder().resolve(BlobName.of(chunk)));
    Files.createFile(folder().resolve(BlobName.of(chunk)).resolve("in the way"));

    unavailable(() -> done(store.put(chunk, ByteBuffer.wrap(new byte[100]))));

    try (Stream<Path> files = Files.list(folder())) {
      assertThat(files).noneMatch(file -> file.toString().endsWith(".part"));
    }
  }

  @Test
  void saysThatItCannotBeWrittenWhenItsFolderIsGone() throws IOException {
    Files.delete(folder());

    unavailable(() -> done(store.put(chunk, ByteBuffer.wrap(new byte[100]))));
    unavailable(() -> done(store.list(Byte.toUnsignedInt(chunk.toByteArray()[0]))));
  }

  @Test
  @EnabledIf("io.customerkey.encryptor.fake.TinyDisk#possible")
  void saysThatItIsFullAndLeavesNothingOfWhatFoundNoRoom() throws IOException {
    try (TinyDisk disk = TinyDisk.of(2)) {
      DiskBlobStore small = DiskBlobStore.open(disk.folder(), workers);
      done(small.put(chunk, ByteBuffer.wrap(new byte[1 << 20])));
      ChunkId large = ChunkId.random(Ids.RANDOM);

      CustomerKeyException refusal =
          unavailable(() -> done(small.put(large, ByteBuffer.wrap(new byte[4 << 20]))));

      assertThat(refusal).hasMessageContaining("the blob store is full");
      try (Stream<Path> left = Files.walk(disk.folder())) {
        assertThat(left.filter(Files::isRegularFile))
            .extracting(file -> file.getFileName().toString())
            .containsExactly(BlobName.of(chunk));
      }
      assertThat(done(small.get(chunk, ByteBuffer.allocate(1 << 20)))).isTrue();
      disk.grow(8);
      done(small.put(large, ByteBuffer.wrap(new byte[4 << 20])));
      assertThat(done(small.get(large, ByteBuffer.allocate(4 << 20)))).isTrue();
    }
  }

  private Path folder() {
    return root.resolve(BlobName.part(chunk));
  }

  private static CustomerKeyException unavailable(Runnable call) {
    CustomerKeyException refusal = catchThrowableOfType(CustomerKeyException.class, call::run);
    assertThat(refusal).isNotNull();
    assertThat(refusal.reason()).isEqualTo(FailureReason.FAILURE_REASON_DEPENDENCY_UNAVAILABLE);
    assertThat(refusal.retryable()).isTrue();
    return refusal;
  }
}
