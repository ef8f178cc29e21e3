package io.customerkey.dep.store;

import io.customerkey.crypto.id.Id128;
import io.customerkey.crypto.id.JobId;
import io.customerkey.crypto.id.OrderId;
import io.customerkey.crypto.statement.SignedStatement;
import io.customerkey.dep.assignment.AssignmentRules;
import io.customerkey.dep.assignment.DesiredState;
import io.customerkey.dep.order.IssuedOrder;
import io.customerkey.dep.order.OrderLife;
import io.customerkey.dep.order.OrderRules;
import io.customerkey.dep.order.Orders;
import io.customerkey.dep.order.RewrapRequest;
import io.customerkey.dep.policy.PolicyState;
import io.customerkey.dep.statement.OrderFacts;
import io.customerkey.dep.statement.StatementAuthor;
import io.smallrye.mutiny.Uni;
import io.vertx.core.buffer.Buffer;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.random.RandomGenerator;

/** Orders in SQL: the job's row is locked, so that all who ask at once get the same order. */
@ApplicationScoped
class SqlOrders implements Orders {
  private static final String POLICY =
      """
      SELECT state FROM policy
      WHERE tenant_id = $1 AND policy_id = $2 AND generation_id = $3 AND workload = $4 FOR SHARE\
      """;
  private static final String WANTED =
      "SELECT EXISTS (SELECT 1 FROM assignment WHERE tenant_id = $1 AND policy_id = $2 AND kind = $3)";
  private static final String JOB =
      """
      INSERT INTO rewrap_job (job_id, tenant_id, source_generation_id, target_generation_id, kind)
      VALUES ($1, $2, $3, $4, $5)
      ON CONFLICT ON CONSTRAINT rewrap_job_uq DO UPDATE SET kind = excluded.kind
      RETURNING job_id\
      """;
  private static final String NEWEST =
      """
      SELECT created, expires, statement FROM rewrap_order
      WHERE job_id = $1 ORDER BY created DESC LIMIT 1\
      """;
  private static final String INSERT =
      """
      INSERT INTO rewrap_order (order_id, job_id, created, expires, statement)
      VALUES ($1, $2, $3, $4, $5)\
      """;

  private final Pool pool;
  private final DesiredState desired;
  private final StatementAuthor author;
  private final Clock clock;
  private final RandomGenerator random;

  SqlOrders(
      Pool pool,
      DesiredState desired,
      StatementAuthor author,
      Clock clock,
      RandomGenerator random) {
    this.pool = pool;
    this.desired = desired;
    this.author = author;
    this.clock = clock;
    this.random = random;
  }

  @Override
  public Uni<IssuedOrder> issue(RewrapRequest request) {
    return pool.withTransaction(transaction ->
            state(transaction, request, request.source(), "source_generation_id")
                .flatMap(
                    source -> state(transaction, request, request.target(), "target_generation_id"))
                .invoke(AssignmentRules::requireTakesAssignments)
                .flatMap(target -> requireWanted(transaction, request))
                .flatMap(wanted -> lockJob(transaction, request))
                .flatMap(job -> order(transaction, request, job)))
        .flatMap(order ->
            desired
                .record(request.target().policy(), request.target().generation())
                .map(record -> new IssuedOrder(order, record)));
  }

  /** Of the kind of keys, which is also that of the kind of objects and of their workload. */
  private static short number(RewrapRequest request) {
    return (short) request.kind().number();
  }

  private static Uni<PolicyState> state(
      SqlConnection transaction, RewrapRequest request, RewrapRequest.End end, String field) {
    return transaction
        .preparedQuery(POLICY)
        .execute(
            Sql.tuple(
                request.tenant().toUuid(),
                end.policy().toUuid(),
                end.generation().toUuid(),
                number(request)))
        .map(rows ->
            Sql.first(rows, row -> PolicyState.of(row.getShort("state")))
                .orElseThrow(() -> NotFound.of(field)));
  }

  private static Uni<Void> requireWanted(SqlConnection transaction, RewrapRequest request) {
    return transaction
        .preparedQuery(WANTED)
        .execute(
            Sql.tuple(
                request.tenant().toUuid(), request.target().policy().toUuid(), number(request)))
        .invoke(rows -> OrderRules.requireWanted(rows.iterator().next().getBoolean(0)))
        .replaceWithVoid();
  }

  private Uni<JobId> lockJob(SqlConnection transaction, RewrapRequest request) {
    return transaction
        .preparedQuery(JOB)
        .execute(
            Sql.tuple(
                Id128.random(random).toUuid(),
                request.tenant().toUuid(),
                request.source().generation().toUuid(),
                request.target().generation().toUuid(),
                number(request)))
        .map(rows -> JobId.of(rows.iterator().next().getUUID("job_id")));
  }

  private Uni<SignedStatement> order(SqlConnection transaction, RewrapRequest request, JobId job) {
    Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
    return transaction
        .preparedQuery(NEWEST)
        .execute(Sql.tuple(job.toUuid()))
        .flatMap(rows ->
            Sql.first(rows, row -> row)
                .filter(row -> life(row).reusableAt(now))
                .map(SqlDesiredState::statement)
                .map(reused -> Uni.createFrom().item(reused))
                .orElseGet(() -> sign(transaction, request, job, OrderLife.from(now))));
  }

  private static OrderLife life(Row row) {
    return new OrderLife(Sql.instant(row, "created"), Sql.instant(row, "expires"));
  }

  private Uni<SignedStatement> sign(
      SqlConnection transaction, RewrapRequest request, JobId job, OrderLife life) {
    OrderId id = OrderId.random(random);
    SignedStatement order = author.rewrapOrder(new OrderFacts(id, job, request, life));
    Tuple row =
        Sql.tuple(
            id.toUuid(),
            job.toUuid(),
            Sql.time(life.created()),
            Sql.time(life.expires()),
            Buffer.buffer(StoredStatement.write(order)));
    return transaction.preparedQuery(INSERT).execute(row).replaceWith(order);
  }
}
