package io.customerkey.dep.store;

import io.customerkey.crypto.id.PolicyId;
import io.customerkey.crypto.id.TenantId;
import io.customerkey.crypto.id.Workload;
import io.customerkey.dep.policy.PolicyState;
import io.customerkey.dep.refusal.Refusal;
import io.customerkey.dep.refusal.RefusedException;
import io.customerkey.dep.simulation.Act;
import io.customerkey.dep.simulation.DenialForesight;
import io.customerkey.dep.simulation.Touched;
import io.customerkey.dep.simulation.Touches;
import io.customerkey.dep.tenant.Name;
import io.customerkey.protocol.common.v1.FailureReason;
import io.customerkey.protocol.failure.CustomerKeyException;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Which policies share keys or vaults, in SQL. */
@ApplicationScoped
class SqlTouches implements Touches {
  private static final String TARGET =
      "SELECT state, provider_directory_id FROM policy WHERE tenant_id = $1 AND policy_id = $2";

  /** What a policy wraps is what it wraps now, and where nothing was wrapped yet what it will. */
  private static final String TOUCHED =
      """
      SELECT p.policy_id, p.name, p.workload, array_agg(k.slot::integer ORDER BY k.slot) AS slots,
        (SELECT count(*) FROM assignment a
         WHERE a.tenant_id = $1 AND coalesce(a.applied_policy_id, a.policy_id) = p.policy_id) AS objects
      FROM policy p JOIN policy_key k ON k.policy_id = p.policy_id
      WHERE p.tenant_id = $1 AND p.provider_directory_id IS NULL AND p.state IN (2, 3, 5, 6)
        AND %s
      GROUP BY p.policy_id ORDER BY p.policy_id <> $2, p.policy_id LIMIT $4\
      """;

  private static final String BY_VERSION =
      touched(
          "k.key_id IN (SELECT t.key_id FROM policy_key t WHERE t.policy_id = $2 AND t.slot = ANY($3))");
  private static final String BY_VAULT =
      touched(
          """
          split_part(k.key_id, '/', 3) IN (
            SELECT split_part(t.key_id, '/', 3) FROM policy_key t WHERE t.policy_id = $2 AND t.slot = ANY($3))\
          """);

  private static final String STALLED =
      """
      SELECT
        (SELECT count(*) FROM assignment WHERE tenant_id = $1 AND applied_version < version
          AND applied_policy_id = ANY($2)) AS leaving,
        (SELECT count(*) FROM assignment WHERE tenant_id = $1 AND applied_version < version
          AND policy_id = ANY($3)) AS arriving,
        (SELECT count(*) FROM assignment_job WHERE tenant_id = $1 AND policy_id = ANY($3)) AS jobs\
      """;

  private final Pool pool;

  SqlTouches(Pool pool) {
    this.pool = pool;
  }

  private static String touched(String condition) {
    return TOUCHED.replace("%s", condition);
  }

  @Override
  public Uni<List<Touched>> by(TenantId tenant, PolicyId policy, Act act, Set<Integer> slots) {
    Short[] numbers = slots.stream().map(Integer::shortValue).toArray(Short[]::new);
    return pool.preparedQuery(TARGET)
        .execute(Sql.tuple(tenant.toUuid(), policy.toUuid()))
        .invoke(rows ->
            requireInUse(Sql.first(rows, row -> row).orElseThrow(() -> NotFound.of("policy"))))
        .flatMap(found ->
            pool.preparedQuery(act == Act.REVOKE ? BY_VAULT : BY_VERSION)
                .execute(
                    Sql.tuple(
                        tenant.toUuid(), policy.toUuid(), numbers, DenialForesight.MAX_POLICIES)))
        .map(rows -> Sql.list(rows, SqlTouches::read));
  }

  private static void requireInUse(Row row) {
    if (row.getUUID("provider_directory_id") != null) {
      throw RefusedException.of(
          Refusal.PROVIDER_MANAGED, "policy", "its keys are the provider's, not the tenant's");
    }
    PolicyState state = PolicyState.of(row.getShort("state"));
    if (state == PolicyState.CREATING
        || state == PolicyState.RETIRED
        || state == PolicyState.PURGED) {
      throw CustomerKeyException.of(
              FailureReason.FAILURE_REASON_POLICY_NOT_ACTIVE, "policy: the policy is " + state)
          .with("field", "policy");
    }
  }

  private static Touched read(Row row) {
    return new Touched(
        PolicyId.of(row.getUUID("policy_id")),
        new Name(row.getString("name")),
        Workload.of(row.getShort("workload")),
        Arrays.stream(row.getArrayOfIntegers("slots")).collect(Collectors.toUnmodifiableSet()),
        row.getLong("objects"));
  }

  @Override
  public Uni<Stalled> stalled(TenantId tenant, Set<PolicyId> dark, Set<PolicyId> closed) {
    return pool.preparedQuery(STALLED)
        .execute(
            Sql.tuple(
                tenant.toUuid(), Sql.uuids(List.copyOf(dark)), Sql.uuids(List.copyOf(closed))))
        .map(rows -> {
          Row row = rows.iterator().next();
          return new Stalled(row.getLong("leaving"), row.getLong("arriving"), row.getLong("jobs"));
        });
  }
}
