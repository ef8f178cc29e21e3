package io.customerkey.encryptor.assembly;

import io.customerkey.encryptor.lease.LeasedKeys;
import io.customerkey.encryptor.reencryption.AssignmentSweep;
import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;

/** What runs by the clock in every encryptor. */
@Singleton
final class KeySchedule {
  private final AssignmentSweep assignments;
  private final LeasedKeys<?> leased;

  KeySchedule(AssignmentSweep assignments, LeasedKeys<?> leased) {
    this.assignments = assignments;
    this.leased = leased;
  }

  @Scheduled(
      every = "${customerkey.encryptor.sweep-interval:60s}",
      delayed = "${customerkey.encryptor.sweep-interval:60s}",
      concurrentExecution = ConcurrentExecution.SKIP)
  Uni<Void> sweepAssignments() {
    return Told.run("sweep of assignments", assignments.run());
  }

  @Scheduled(every = "5s")
  void forgetEndedLeases() {
    leased.removeEnded();
  }
}
