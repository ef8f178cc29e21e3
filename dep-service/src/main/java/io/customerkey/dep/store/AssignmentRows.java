package io.customerkey.dep.store;

import io.customerkey.crypto.id.PolicyId;
import io.customerkey.dep.assignment.Assignment;
import io.vertx.mutiny.sqlclient.Row;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;

/** Assignments as they are selected beside what is assigned. */
final class AssignmentRows {
  /** Everything {@link #assignment} reads, of {@code assignment a}. */
  static final String COLUMNS =
      """
      a.policy_id, a.version, a.assigned, a.applied_version, a.applied_policy_id, a.applied_at
      """;

  private AssignmentRows() {}

  /** The condition that an assignment {@code a} is in a state; a state that is null is any. */
  static String inState(String parameter) {
    return String.format(
        Locale.ROOT,
        """
        (%1$s::boolean IS NULL
          OR (a.version IS NOT NULL AND (COALESCE(a.applied_version, 0) >= a.version) = %1$s))\
        """,
        parameter);
  }

  /** Value of that parameter. */
  static @org.jspecify.annotations.Nullable Boolean parameter(Optional<Assignment.State> state) {
    return state.map(wanted -> wanted == Assignment.State.APPLIED).orElse(null);
  }

  static Optional<Assignment> assignment(Row row) {
    return policy(row, "policy_id")
        .map(policy ->
            new Assignment(
                policy, row.getLong("version"), Sql.instant(row, "assigned"), applied(row)));
  }

  private static Optional<Assignment.Applied> applied(Row row) {
    return policy(row, "applied_policy_id")
        .map(policy ->
            new Assignment.Applied(
                row.getLong("applied_version"), policy, Sql.instant(row, "applied_at")));
  }

  static Optional<PolicyId> policy(Row row, String column) {
    UUID id = row.getUUID(column);
    return id == null ? Optional.empty() : Optional.of(PolicyId.of(id));
  }
}
