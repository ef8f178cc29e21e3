package io.customerkey.dep.workflow;

import io.customerkey.crypto.id.JobId;
import io.smallrye.mutiny.Uni;
import java.time.Instant;
import java.util.List;

/**
 * Bulk assignments too large for one transaction: the sites of a geo that was registered, and what
 * was entered before there was a policy for it. Every batch is written down before the next begins.
 */
public interface AssignmentJobs {
  /** Those to be worked on now. */
  Uni<List<JobId>> due(int limit);

  /**
   * Does one batch.
   *
   * @return whether there is more to do now; false also where another run has the job
   */
  Uni<Boolean> step(JobId job);

  /** Not before then. */
  Uni<Void> putOff(JobId job, Instant until);
}
