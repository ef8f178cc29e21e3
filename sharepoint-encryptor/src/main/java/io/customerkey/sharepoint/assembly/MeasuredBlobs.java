package io.customerkey.sharepoint.assembly;

import io.customerkey.crypto.id.ChunkId;
import io.customerkey.sharepoint.blob.BlobStore;
import io.customerkey.sharepoint.blob.StoredBlob;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.MeterRegistry;
import io.smallrye.mutiny.Uni;
import java.nio.ByteBuffer;
import java.util.List;

/** Counts chunks and their bytes: {@code customerkey.content.chunks} by direction. */
final class MeasuredBlobs implements BlobStore {
  private final BlobStore measured;
  private final DistributionSummary stored;
  private final DistributionSummary read;

  MeasuredBlobs(BlobStore measured, MeterRegistry meters) {
    this.measured = measured;
    this.stored = meters.summary("customerkey.content.chunks", "direction", "stored");
    this.read = meters.summary("customerkey.content.chunks", "direction", "read");
  }

  @Override
  public Uni<Void> put(ChunkId chunk, ByteBuffer bytes) {
    int length = bytes.remaining();
    return measured.put(chunk, bytes).invoke(() -> stored.record(length));
  }

  @Override
  public Uni<Boolean> get(ChunkId chunk, ByteBuffer into) {
    int length = into.remaining();
    return measured
        .get(chunk, into)
        .invoke(there -> {
          if (there) {
            read.record(length);
          }
        });
  }

  @Override
  public Uni<Void> delete(List<ChunkId> chunks) {
    return measured.delete(chunks);
  }

  @Override
  public Uni<List<StoredBlob>> list(int part) {
    return measured.list(part);
  }
}
