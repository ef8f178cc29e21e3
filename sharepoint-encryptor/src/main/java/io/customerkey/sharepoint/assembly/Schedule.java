package io.customerkey.sharepoint.assembly;

import io.customerkey.encryptor.assembly.KeepAlive;
import io.customerkey.encryptor.assembly.Told;
import io.customerkey.sharepoint.content.GarbageCollector;
import io.customerkey.sharepoint.content.LiveUploads;
import io.customerkey.sharepoint.content.StagedContent;
import io.quarkus.runtime.Startup;
import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.time.Duration;

/** What runs by the clock beside what every encryptor runs. */
@Singleton
@Startup
final class Schedule {
  private final GarbageCollector collector;
  private final StagedContent staged;
  private final LiveUploads live;
  private final Settings settings;
  private final Duration orphanAge;

  Schedule(GarbageCollector collector, StagedContent staged, LiveUploads live, Settings settings) {
    this.collector = collector;
    this.staged = staged;
    this.live = live;
    this.settings = settings;
    this.orphanAge = KeepAlive.orphanAge("customerkey.sharepoint.orphan-age", settings.orphanAge());
  }

  @Scheduled(
      every = "${customerkey.sharepoint.sweep-interval:60s}",
      concurrentExecution = ConcurrentExecution.SKIP)
  Uni<Void> collectGarbage() {
    return Told.run("collection of chunks", collector.collect(orphanAge));
  }

  @Scheduled(
      every = "${customerkey.sharepoint.unknown-interval:6h}",
      delayed = "1m",
      concurrentExecution = ConcurrentExecution.SKIP)
  Uni<Void> removeUnknown() {
    return Told.run("removal of unknown chunks", collector.removeUnknown(settings.unknownAge()));
  }

  @Scheduled(every = KeepAlive.EVERY, concurrentExecution = ConcurrentExecution.SKIP)
  Uni<Void> keepUploadsAlive() {
    return Told.run("keep-alive of uploads", staged.keepAlive(live.now()).replaceWith(0));
  }
}
