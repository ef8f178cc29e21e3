package io.customerkey.exchange.assembly;

import io.customerkey.exchange.content.LiveUploads;
import io.customerkey.exchange.content.StagedUploads;
import io.customerkey.exchange.lease.LeasedKeys;
import io.customerkey.exchange.reencryption.AssignmentSweep;
import io.customerkey.protocol.failure.CustomerKeyException;
import io.customerkey.servicekit.failure.Trace;
import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import org.jboss.logging.Logger;

/** What runs by the clock. A run that fails is told in the log, and the next one begins anew. */
@Singleton
final class Schedule {
  private static final Logger LOG = Logger.getLogger(Schedule.class);

  private final AssignmentSweep assignments;
  private final StagedUploads staged;
  private final LiveUploads live;
  private final LeasedKeys leased;
  private final Settings settings;

  Schedule(
      AssignmentSweep assignments,
      StagedUploads staged,
      LiveUploads live,
      LeasedKeys leased,
      Settings settings) {
    this.assignments = assignments;
    this.staged = staged;
    this.live = live;
    this.leased = leased;
    this.settings = settings;
  }

  @Scheduled(
      every = "${customerkey.exchange.sweep-interval:60s}",
      delayed = "${customerkey.exchange.sweep-interval:60s}",
      concurrentExecution = ConcurrentExecution.SKIP)
  Uni<Void> sweepAssignments() {
    return told("sweep of assignments", assignments.run());
  }

  @Scheduled(
      every = "${customerkey.exchange.sweep-interval:60s}",
      concurrentExecution = ConcurrentExecution.SKIP)
  Uni<Void> sweepUploads() {
    return told("sweep of uploads", staged.sweep(settings.orphanAge()));
  }

  @Scheduled(every = "10s", concurrentExecution = ConcurrentExecution.SKIP)
  Uni<Void> keepUploadsAlive() {
    return told("keep-alive of uploads", staged.keepAlive(live.now()).replaceWith(0));
  }

  @Scheduled(every = "5s")
  void forgetEndedLeases() {
    leased.removeEnded();
  }

  private static Uni<Void> told(String what, Uni<Integer> run) {
    return run.invoke(
            count -> {
              if (count > 0) {
                LOG.infof("%s: %d", what, count);
              }
            })
        .onFailure()
        .invoke(failure ->
            LOG.warnf(
                "%s failed: %s",
                what,
                failure instanceof CustomerKeyException known
                    ? known.reasonName()
                    : Trace.of(failure)))
        .onFailure()
        .recoverWithItem(0)
        .replaceWithVoid();
  }
}
