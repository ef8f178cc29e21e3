package io.customerkey.sharepoint.azure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.customerkey.crypto.id.ChunkId;
import io.customerkey.encryptor.fake.Ids;
import io.customerkey.protocol.common.v1.FailureReason;
import io.customerkey.protocol.failure.CustomerKeyException;
import io.customerkey.sharepoint.blob.BlobStore;
import io.customerkey.sharepoint.blob.BlobStoreContract;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.Base64;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;

/** The same laws on Azurite. Runs where it is installed; in CI a missing one is a failure. */
@EnabledIf("installed")
final class AzureBlobStoreTest extends BlobStoreContract {
  @TempDir static Path folder;
  private static final ExecutorService WORKERS = Executors.newFixedThreadPool(4);
  private static @Nullable Azurite azurite;
  private static @Nullable BlobStore store;

  static boolean installed() {
    boolean found = Azurite.program().isPresent();
    if (!found) {
      System.out.println("left out: Azure Blob Storage (azurite-blob not found)");
    }
    return found || "true".equals(System.getenv("CI"));
  }

  @BeforeAll
  static void start() throws Exception {
    assertThat(Azurite.program()).as("azurite-blob on the PATH, or CK_AZURITE").isPresent();
    azurite = Azurite.start(folder);
    store = done(AzureBlobStore.open(azurite.place("chunks"), WORKERS));
  }

  @AfterAll
  static void stop() {
    if (azurite != null) {
      azurite.close();
    }
    WORKERS.shutdownNow();
  }

  @Override
  protected BlobStore store() {
    if (store == null) {
      throw new IllegalStateException("no store");
    }
    return store;
  }

  @Test
  void opensAContainerThatIsThere() {
    assertThat(done(AzureBlobStore.open(running().place("chunks"), WORKERS))).isNotNull();
  }

  @Test
  void saysThatTheStoreRefusesAWrongKey() {
    String wrong = Base64.getEncoder().encodeToString(Ids.random(64));

    unavailable(() -> done(AzureBlobStore.open(running().place("chunks", wrong), WORKERS)));
  }

  @Test
  void saysThatTheStoreDoesNotAnswer(@TempDir Path another) throws Exception {
    try (Azurite gone = Azurite.start(another)) {
      BlobStore lost = done(AzureBlobStore.open(gone.place("gone"), WORKERS));
      gone.stop();

      unavailable(() -> done(lost.put(ChunkId.random(Ids.RANDOM), ByteBuffer.wrap(new byte[100]))));
      unavailable(() -> done(lost.get(ChunkId.random(Ids.RANDOM), ByteBuffer.allocate(100))));
    }
  }

  private static Azurite running() {
    if (azurite == null) {
      throw new IllegalStateException("not started");
    }
    return azurite;
  }

  private static void unavailable(Runnable call) {
    CustomerKeyException refusal = catchThrowableOfType(CustomerKeyException.class, call::run);
    assertThat(refusal).isNotNull();
    assertThat(refusal.reason()).isEqualTo(FailureReason.FAILURE_REASON_DEPENDENCY_UNAVAILABLE);
  }
}
