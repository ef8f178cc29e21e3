package io.customerkey.dep.store;

import io.customerkey.crypto.id.Identifier;
import io.customerkey.crypto.id.ObjectId;
import io.customerkey.crypto.id.PolicyId;
import io.customerkey.crypto.id.TenantId;
import io.customerkey.dep.assignment.ObjectKind;
import io.customerkey.dep.events.OutgoingEvents;
import io.customerkey.dep.events.OutgoingEvents.Changed;
import io.customerkey.servicekit.outbox.Outbox;
import io.customerkey.servicekit.outbox.OutboxEvent;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;

/**
 * Changes assignments in a transaction, with the event that tells of them. The target was checked
 * and is held by the same transaction.
 */
@ApplicationScoped
class SqlAssignments {
  /** In order of id, so that two bulk assignments wait for each other and do not block. */
  private static final String ASSIGN =
      """
      INSERT INTO assignment (kind, object_id, tenant_id, policy_id, version, assigned)
      SELECT $1, id, $2, $3, 1, $5 FROM unnest($4::uuid[]) AS id ORDER BY id
      ON CONFLICT ON CONSTRAINT assignment_pk
      """;

  private static final String MOVE =
      ASSIGN
          + """
          DO UPDATE
            SET policy_id = excluded.policy_id, version = assignment.version + 1, assigned = excluded.assigned
            WHERE assignment.policy_id <> excluded.policy_id
          RETURNING object_id, version\
          """;
  private static final String ADD = ASSIGN + "DO NOTHING RETURNING object_id, version";

  private final Outbox outbox;
  private final OutgoingEvents events;

  SqlAssignments(Outbox outbox, OutgoingEvents events) {
    this.outbox = outbox;
    this.events = events;
  }

  /**
   * Where objects are assigned to.
   *
   * @param tenant owner of both
   * @param kind of the objects
   * @param policy of the kind's workload
   */
  record Target(TenantId tenant, ObjectKind kind, PolicyId policy) {}

  /** Assigns, whatever was assigned before; answers how many changed. */
  Uni<Integer> move(
      SqlConnection transaction, Target target, List<? extends Identifier> objects, Instant now) {
    return change(MOVE, transaction, target, objects, now);
  }

  /** Assigns those that have no assignment; answers how many. */
  Uni<Integer> add(
      SqlConnection transaction, Target target, List<? extends Identifier> objects, Instant now) {
    return change(ADD, transaction, target, objects, now);
  }

  private Uni<Integer> change(
      String statement,
      SqlConnection transaction,
      Target target,
      List<? extends Identifier> objects,
      Instant now) {
    return transaction
        .preparedQuery(statement)
        .execute(
            Sql.tuple(
                target.kind().number(),
                target.tenant().toUuid(),
                target.policy().toUuid(),
                Sql.uuids(objects),
                Sql.time(now)))
        .map(rows -> Sql.list(rows, SqlAssignments::changed))
        .call(changed -> outbox.append(transaction, event(target, changed)))
        .map(List::size);
  }

  private static Changed changed(Row row) {
    return new Changed(ObjectId.of(row.getUUID("object_id")), row.getLong("version"));
  }

  private List<OutboxEvent> event(Target target, List<Changed> changed) {
    return changed.isEmpty()
        ? List.of()
        : List.of(events.assignmentsChanged(target.tenant(), target.kind(), changed));
  }
}
