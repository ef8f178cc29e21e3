package io.customerkey.dep.store;

import io.customerkey.crypto.id.JobId;
import io.customerkey.crypto.id.ObjectId;
import io.customerkey.crypto.id.PolicyId;
import io.customerkey.crypto.id.TenantId;
import io.customerkey.dep.assignment.AssignmentRules;
import io.customerkey.dep.assignment.ObjectKind;
import io.customerkey.dep.site.RegistrationState;
import io.customerkey.dep.store.SqlAssignments.Target;
import io.customerkey.dep.workflow.AssignmentJobs;
import io.customerkey.servicekit.outbox.Outbox;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Jobs in SQL: a batch is one transaction on the locked row of its job, so that a run which dies
 * leaves the job where its last batch ended.
 */
@ApplicationScoped
class SqlAssignmentJobs implements AssignmentJobs {
  private static final String DUE =
      "SELECT job_id FROM assignment_job WHERE next_attempt <= $1 ORDER BY next_attempt LIMIT $2";
  private static final String TAKE =
      """
      SELECT job_id, tenant_id, kind, geo, policy_id, after_object_id, all_assigned FROM assignment_job
      WHERE job_id = $1 AND next_attempt <= $2 FOR UPDATE SKIP LOCKED\
      """;
  private static final String UNASSIGNED_MAILBOXES =
      """
      SELECT m.mailbox_id AS id FROM mailbox m
      WHERE m.tenant_id = $1 AND ($2::uuid IS NULL OR m.mailbox_id > $2)
        AND NOT EXISTS (SELECT 1 FROM assignment a WHERE a.kind = 1 AND a.object_id = m.mailbox_id)
      ORDER BY m.mailbox_id LIMIT $3\
      """;
  private static final String UNASSIGNED_SITES =
      """
      SELECT s.site_id AS id FROM site s
      WHERE s.tenant_id = $1 AND ($2::uuid IS NULL OR s.site_id > $2)
        AND NOT EXISTS (SELECT 1 FROM assignment a WHERE a.kind = 2 AND a.object_id = s.site_id)
      ORDER BY s.site_id LIMIT $3\
      """;
  private static final String OF_GEO =
      """
      SELECT site_id AS id FROM site
      WHERE tenant_id = $1 AND geo = $4 AND ($2::uuid IS NULL OR site_id > $2)
      ORDER BY site_id LIMIT $3\
      """;
  private static final String ADVANCE =
      """
      UPDATE assignment_job SET after_object_id = $2, all_assigned = $3, next_attempt = $4
      WHERE job_id = $1\
      """;
  private static final String END = "DELETE FROM assignment_job WHERE job_id = $1";

  private static final String COMPLETE =
      "UPDATE registration SET state = $3 WHERE tenant_id = $1 AND geo = $2 AND state <> $4";
  private static final String PUT_OFF =
      "UPDATE assignment_job SET next_attempt = $2 WHERE job_id = $1";
  private static final Duration LOOK_AGAIN = Duration.ofSeconds(5);

  private final Pool pool;
  private final SqlAssignments assignments;
  private final Outbox outbox;
  private final Clock clock;

  SqlAssignmentJobs(Pool pool, SqlAssignments assignments, Outbox outbox, Clock clock) {
    this.pool = pool;
    this.assignments = assignments;
    this.outbox = outbox;
    this.clock = clock;
  }

  private record Job(
      JobId id,
      Target target,
      @Nullable String geo,
      Optional<ObjectId> after,
      boolean allAssigned) {}

  @Override
  public Uni<List<JobId>> due(int limit) {
    return pool.preparedQuery(DUE)
        .execute(Sql.tuple(Sql.time(clock.instant()), limit))
        .map(rows -> Sql.list(rows, row -> JobId.of(row.getUUID("job_id"))));
  }

  @Override
  public Uni<Boolean> step(JobId id) {
    return pool.withTransaction(transaction ->
            transaction
                .preparedQuery(TAKE)
                .execute(Sql.tuple(id.toUuid(), Sql.time(clock.instant())))
                .flatMap(rows ->
                    Sql.first(rows, SqlAssignmentJobs::job)
                        .map(job -> step(transaction, job))
                        .orElseGet(() -> Uni.createFrom().item(false))))
        .invoke(outbox::wake);
  }

  private static Job job(Row row) {
    return new Job(
        JobId.of(row.getUUID("job_id")),
        new Target(
            TenantId.of(row.getUUID("tenant_id")),
            ObjectKind.of(row.getShort("kind")),
            PolicyId.of(row.getUUID("policy_id"))),
        row.getString("geo"),
        Optional.ofNullable(row.getUUID("after_object_id")).map(ObjectId::of),
        row.getBoolean("all_assigned"));
  }

  private Uni<Boolean> step(SqlConnection transaction, Job job) {
    if (job.allAssigned()) {
      return finish(transaction, job);
    }
    return SqlTargets.hold(transaction, job.target())
        .flatMap(held -> next(transaction, job))
        .call(batch -> assign(transaction, job, batch))
        .flatMap(batch -> advance(transaction, job, batch));
  }

  private static Uni<List<ObjectId>> next(SqlConnection transaction, Job job) {
    Tuple parameters =
        Sql.tuple(
            job.target().tenant().toUuid(),
            job.after().map(ObjectId::toUuid).orElse(null),
            AssignmentRules.MAX_BULK);
    String statement =
        switch (job.target().kind()) {
          case MAILBOX -> UNASSIGNED_MAILBOXES;
          case SITE -> job.geo() == null ? UNASSIGNED_SITES : OF_GEO;
        };
    return transaction
        .preparedQuery(statement)
        .execute(job.geo() == null ? parameters : parameters.addValue(job.geo()))
        .map(rows -> Sql.list(rows, row -> ObjectId.of(row.getUUID("id"))));
  }

  private Uni<Integer> assign(SqlConnection transaction, Job job, List<ObjectId> batch) {
    Instant now = now();
    return job.geo() == null
        ? assignments.add(transaction, job.target(), batch, now)
        : assignments.move(transaction, job.target(), batch, now);
  }

  private Uni<Boolean> advance(SqlConnection transaction, Job job, List<ObjectId> batch) {
    boolean last = batch.size() < AssignmentRules.MAX_BULK;
    if (last && job.geo() == null) {
      return transaction
          .preparedQuery(END)
          .execute(Sql.tuple(job.id().toUuid()))
          .replaceWith(false);
    }
    ObjectId reached = batch.isEmpty() ? null : batch.getLast();
    return stand(transaction, job, reached, last, now()).replaceWith(true);
  }

  private static Uni<Void> stand(
      SqlConnection transaction,
      Job job,
      @Nullable ObjectId after,
      boolean allAssigned,
      Instant next) {
    return transaction
        .preparedQuery(ADVANCE)
        .execute(
            Sql.tuple(
                job.id().toUuid(),
                after == null ? null : after.toUuid(),
                allAssigned,
                Sql.time(next)))
        .replaceWithVoid();
  }

  /** Once all were told to follow: begins again where one was not, ends when all have followed. */
  private Uni<Boolean> finish(SqlConnection transaction, Job job) {
    return SitesLeft.of(transaction, job.target(), job.geo())
        .flatMap(left -> {
          if (left.unassigned()) {
            return stand(transaction, job, null, false, now()).replaceWith(true);
          }
          if (left.behind()) {
            return stand(transaction, job, null, true, now().plus(LOOK_AGAIN)).replaceWith(false);
          }
          return end(transaction, job);
        });
  }

  private static Uni<Boolean> end(SqlConnection transaction, Job job) {
    return transaction
        .preparedQuery(COMPLETE)
        .execute(
            Sql.tuple(
                job.target().tenant().toUuid(),
                job.geo(),
                (short) RegistrationState.REGISTERED.number(),
                (short) RegistrationState.UNREGISTERED.number()))
        .flatMap(completed -> transaction.preparedQuery(END).execute(Sql.tuple(job.id().toUuid())))
        .replaceWith(false);
  }

  @Override
  public Uni<Void> putOff(JobId id, Instant until) {
    return pool.preparedQuery(PUT_OFF)
        .execute(Sql.tuple(id.toUuid(), Sql.time(until)))
        .replaceWithVoid();
  }

  private Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MICROS);
  }
}
