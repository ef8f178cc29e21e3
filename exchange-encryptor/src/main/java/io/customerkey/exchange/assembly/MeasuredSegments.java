package io.customerkey.exchange.assembly;

import io.customerkey.crypto.id.ItemId;
import io.customerkey.crypto.id.MailboxId;
import io.customerkey.exchange.content.Segment;
import io.customerkey.exchange.content.SegmentStore;
import io.customerkey.exchange.content.StreamId;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.MeterRegistry;
import io.smallrye.mutiny.Uni;
import java.util.Optional;

/** Counts segments and their bytes: {@code customerkey.content.segments} by direction. */
final class MeasuredSegments implements SegmentStore {
  private final SegmentStore measured;
  private final DistributionSummary stored;
  private final DistributionSummary read;

  MeasuredSegments(SegmentStore measured, MeterRegistry meters) {
    this.measured = measured;
    this.stored = meters.summary("customerkey.content.segments", "direction", "stored");
    this.read = meters.summary("customerkey.content.segments", "direction", "read");
  }

  @Override
  public Uni<Long> begin(StreamId stream, MailboxId mailbox, ItemId item) {
    return measured.begin(stream, mailbox, item);
  }

  @Override
  public Uni<Void> append(StreamId stream, Segment segment) {
    return measured.append(stream, segment).invoke(() -> stored.record(segment.array().length));
  }

  @Override
  public Uni<Optional<Segment>> read(StreamId stream, int number) {
    return measured
        .read(stream, number)
        .invoke(found -> found.ifPresent(segment -> read.record(segment.array().length)));
  }

  @Override
  public Uni<Void> discard(StreamId stream) {
    return measured.discard(stream);
  }
}
