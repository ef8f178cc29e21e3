package io.customerkey.dep.workflow;

import io.customerkey.crypto.id.JobId;
import io.customerkey.protocol.failure.GrpcFailures;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.jboss.logging.Logger;

/** Continues bulk assignments that are due, whoever began them. */
@ApplicationScoped
class AssignmentSweep {
  private static final Logger LOG = Logger.getLogger(AssignmentSweep.class);
  private static final int JOBS = 100;
  private static final Duration PAUSE = Duration.ofSeconds(10);

  private final AssignmentJobs jobs;
  private final OwnContext ownContext;
  private final Clock clock;

  AssignmentSweep(AssignmentJobs jobs, OwnContext ownContext, Clock clock) {
    this.jobs = jobs;
    this.ownContext = ownContext;
    this.clock = clock;
  }

  @Scheduled(
      every = "${customerkey.assignment-jobs.sweep:1s}",
      concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
  Uni<Void> sweep() {
    return ownContext
        .begin(() -> jobs.due(JOBS).flatMap(this::runAll))
        .onFailure()
        .invoke(failure -> LOG.warnf("the sweep waits: %s", failure.getClass().getSimpleName()))
        .onFailure()
        .recoverWithNull();
  }

  private Uni<Void> runAll(List<JobId> due) {
    return Multi.createFrom()
        .iterable(due)
        .onItem()
        .transformToUniAndConcatenate(this::run)
        .onItem()
        .ignoreAsUni();
  }

  private Uni<Boolean> run(JobId job) {
    return steps(job)
        .onFailure()
        .recoverWithUni(failure -> {
          LOG.warnf(
              "assignment job %s waits: %s", job, GrpcFailures.fromThrowable(failure).reasonName());
          return jobs.putOff(job, clock.instant().plus(PAUSE)).replaceWith(false);
        });
  }

  private Uni<Boolean> steps(JobId job) {
    return Multi.createBy()
        .repeating()
        .uni(() -> jobs.step(job))
        .whilst(more -> more)
        .collect()
        .last();
  }
}
