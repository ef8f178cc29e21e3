package io.customerkey.dep.store;

import io.customerkey.crypto.id.PolicyId;
import io.customerkey.crypto.id.TenantId;
import io.customerkey.crypto.id.Workload;
import io.customerkey.dep.assignment.AssignmentRules;
import io.customerkey.dep.assignment.ObjectKind;
import io.customerkey.dep.policy.PolicyState;
import io.customerkey.dep.refusal.Refusal;
import io.customerkey.dep.refusal.RefusedException;
import io.customerkey.dep.store.SqlAssignments.Target;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import java.util.Optional;

/** Policies that something is to be assigned to, held so that they stay what they are meanwhile. */
final class SqlTargets {
  private static final String NAMED =
      """
      SELECT workload, state, provider_directory_id IS NOT NULL AS provider_managed FROM policy
      WHERE tenant_id = $1 AND policy_id = $2 FOR SHARE\
      """;
  private static final String PROVIDER_MANAGED =
      """
      SELECT policy_id, state FROM policy
      WHERE tenant_id = $1 AND workload = $2 AND provider_directory_id IS NOT NULL FOR SHARE\
      """;

  private SqlTargets() {}

  /**
   * @return whether the policy is provider-managed; fails with NOT_FOUND, field {@code policyId},
   *     or as {@link AssignmentRules#requireTarget}
   */
  static Uni<Boolean> hold(SqlConnection transaction, Target target) {
    return transaction
        .preparedQuery(NAMED)
        .execute(Sql.tuple(target.tenant().toUuid(), target.policy().toUuid()))
        .map(rows ->
            Sql.first(rows, row -> row)
                .map(row -> {
                  AssignmentRules.requireTarget(
                      target.kind(),
                      Workload.of(row.getShort("workload")),
                      PolicyState.of(row.getShort("state")));
                  return row.getBoolean("provider_managed");
                })
                .orElseThrow(() -> NotFound.of("policyId")));
  }

  /** The provider-managed policy; empty where there is none, or none that is ACTIVE yet. */
  static Uni<Optional<Target>> usual(SqlConnection transaction, TenantId tenant, ObjectKind kind) {
    return providerManaged(transaction, tenant, kind)
        .map(found ->
            found
                .filter(standing -> standing.state().takesAssignments())
                .map(standing -> new Target(tenant, kind, standing.policy())));
  }

  /** The provider-managed policy; fails with PROVIDER_NOT_CONFIGURED, POLICY_NOT_ACTIVE. */
  static Uni<Target> requireUsual(SqlConnection transaction, TenantId tenant, ObjectKind kind) {
    return providerManaged(transaction, tenant, kind)
        .map(found -> {
          Standing standing =
              found.orElseThrow(() ->
                  RefusedException.of(
                      Refusal.PROVIDER_NOT_CONFIGURED,
                      "",
                      "the tenant has no provider-managed policy to return to: the provider has configured no keys"));
          AssignmentRules.requireTakesAssignments(standing.state());
          return new Target(tenant, kind, standing.policy());
        });
  }

  private record Standing(PolicyId policy, PolicyState state) {}

  private static Uni<Optional<Standing>> providerManaged(
      SqlConnection transaction, TenantId tenant, ObjectKind kind) {
    return transaction
        .preparedQuery(PROVIDER_MANAGED)
        .execute(Sql.tuple(tenant.toUuid(), kind.number()))
        .map(rows ->
            Sql.first(
                rows,
                row ->
                    new Standing(
                        PolicyId.of(row.getUUID("policy_id")),
                        PolicyState.of(row.getShort("state")))));
  }
}
