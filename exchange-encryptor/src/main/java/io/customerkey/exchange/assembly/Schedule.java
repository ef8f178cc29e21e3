package io.customerkey.exchange.assembly;

import io.customerkey.encryptor.assembly.Told;
import io.customerkey.exchange.content.DeletedItems;
import io.customerkey.exchange.content.LiveUploads;
import io.customerkey.exchange.content.StagedUploads;
import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;

/** What runs by the clock beside what every encryptor runs. */
@Singleton
final class Schedule {
  private final StagedUploads staged;
  private final DeletedItems deleted;
  private final LiveUploads live;
  private final Settings settings;

  Schedule(StagedUploads staged, DeletedItems deleted, LiveUploads live, Settings settings) {
    this.staged = staged;
    this.deleted = deleted;
    this.live = live;
    this.settings = settings;
  }

  @Scheduled(
      every = "${customerkey.exchange.sweep-interval:60s}",
      concurrentExecution = ConcurrentExecution.SKIP)
  Uni<Void> sweepUploads() {
    return Told.run("sweep of uploads", staged.sweep(settings.orphanAge()));
  }

  @Scheduled(
      every = "${customerkey.exchange.sweep-interval:60s}",
      concurrentExecution = ConcurrentExecution.SKIP)
  Uni<Void> sweepDeletedItems() {
    return Told.run("sweep of deleted items", deleted.sweep());
  }

  @Scheduled(every = "10s", concurrentExecution = ConcurrentExecution.SKIP)
  Uni<Void> keepUploadsAlive() {
    return Told.run("keep-alive of uploads", staged.keepAlive(live.now()).replaceWith(0));
  }
}
