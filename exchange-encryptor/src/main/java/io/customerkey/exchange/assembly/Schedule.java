package io.customerkey.exchange.assembly;

import io.customerkey.encryptor.assembly.KeepAlive;
import io.customerkey.encryptor.assembly.Told;
import io.customerkey.exchange.content.DeletedItems;
import io.customerkey.exchange.content.LiveUploads;
import io.customerkey.exchange.content.StagedUploads;
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
  private final StagedUploads staged;
  private final DeletedItems deleted;
  private final LiveUploads live;
  private final Duration orphanAge;

  Schedule(StagedUploads staged, DeletedItems deleted, LiveUploads live, Settings settings) {
    this.staged = staged;
    this.deleted = deleted;
    this.live = live;
    this.orphanAge = KeepAlive.orphanAge("customerkey.exchange.orphan-age", settings.orphanAge());
  }

  @Scheduled(
      every = "${customerkey.exchange.sweep-interval:60s}",
      concurrentExecution = ConcurrentExecution.SKIP)
  Uni<Void> sweepUploads() {
    return Told.run("sweep of uploads", staged.sweep(orphanAge));
  }

  @Scheduled(
      every = "${customerkey.exchange.sweep-interval:60s}",
      concurrentExecution = ConcurrentExecution.SKIP)
  Uni<Void> sweepDeletedItems() {
    return Told.run("sweep of deleted items", deleted.sweep());
  }

  @Scheduled(every = KeepAlive.EVERY, concurrentExecution = ConcurrentExecution.SKIP)
  Uni<Void> keepUploadsAlive() {
    return Told.run("keep-alive of uploads", staged.keepAlive(live.now()).replaceWith(0));
  }
}
