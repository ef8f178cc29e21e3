package io.customerkey.dep.store;

import io.customerkey.crypto.id.Id128;
import io.customerkey.crypto.id.PolicyId;
import io.customerkey.crypto.id.TenantId;
import io.customerkey.dep.assignment.ObjectKind;
import io.customerkey.dep.audit.Actor;
import io.customerkey.dep.audit.AdminAction;
import io.customerkey.dep.site.Registration;
import io.customerkey.dep.site.RegistrationState;
import io.customerkey.dep.site.Registrations;
import io.customerkey.dep.store.SqlAssignments.Target;
import io.customerkey.dep.tenant.Geo;
import io.customerkey.protocol.failure.CustomerKeyException;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * Registrations in SQL. Rows are always locked in the order tenant, job, registration; sites are
 * entered while the tenant is held, so each is either seen by the job or knows the registration.
 */
@ApplicationScoped
class SqlRegistrations implements Registrations {
  private static final String TENANT =
      "SELECT 1 FROM tenant WHERE tenant_id = $1 FOR NO KEY UPDATE";
  private static final String JOB =
      "SELECT 1 FROM assignment_job WHERE tenant_id = $1 AND kind = 2 AND geo = $2 FOR UPDATE";
  private static final String STORED =
      "SELECT policy_id, state FROM registration WHERE tenant_id = $1 AND geo = $2 FOR UPDATE";
  private static final String WRITE =
      """
      INSERT INTO registration (tenant_id, geo, policy_id, state, changed)
      VALUES ($1, $2, $3, $4, $5)
      ON CONFLICT ON CONSTRAINT registration_pk
        DO UPDATE SET policy_id = excluded.policy_id, state = excluded.state, changed = excluded.changed\
      """;
  private static final String START =
      """
      INSERT INTO assignment_job (job_id, tenant_id, kind, geo, policy_id, all_assigned, next_attempt)
      VALUES ($1, $2, 2, $3, $4, false, $5)
      ON CONFLICT ON CONSTRAINT assignment_job_uq
        DO UPDATE SET policy_id = excluded.policy_id, all_assigned = false, after_object_id = NULL,
                      next_attempt = excluded.next_attempt\
      """;

  /**
   * A site whose first assignment this is has nothing to follow: its first key is made under it.
   */
  private static final String READ =
      """
      SELECT g.geo, g.position = 1 AS home, r.state, r.policy_id, r.changed,
             count(s.site_id) AS total,
             count(*) FILTER (WHERE a.policy_id = t.policy_id) AS assigned,
             count(*) FILTER (WHERE a.policy_id = t.policy_id
                              AND (a.version = 1 OR a.applied_version >= a.version)) AS applied
      FROM tenant_geo g
      LEFT JOIN registration r ON r.tenant_id = g.tenant_id AND r.geo = g.geo
      LEFT JOIN policy p
        ON p.tenant_id = g.tenant_id AND p.workload = 2 AND p.provider_directory_id IS NOT NULL
      CROSS JOIN LATERAL (SELECT COALESCE(r.policy_id, p.policy_id) AS policy_id) t
      LEFT JOIN site s ON s.tenant_id = g.tenant_id AND s.geo = g.geo
      LEFT JOIN assignment a ON a.kind = 2 AND a.object_id = s.site_id
      WHERE g.tenant_id = $1 AND ($2::text IS NULL OR g.geo = $2)
      GROUP BY g.geo, g.position, r.state, r.policy_id, r.changed
      ORDER BY g.position\
      """;

  private final Pool pool;
  private final Clock clock;
  private final RandomGenerator random;

  SqlRegistrations(Pool pool, Clock clock, RandomGenerator random) {
    this.pool = pool;
    this.clock = clock;
    this.random = random;
  }

  private record Stored(PolicyId policy, RegistrationState state) {}

  @Override
  public Uni<Registration> register(TenantId tenant, Geo geo, PolicyId policy, Actor actor) {
    Target target = new Target(tenant, ObjectKind.SITE, policy);
    return pool.withTransaction(transaction ->
            locked(transaction, tenant, geo)
                .call(stored ->
                    SqlTargets.hold(transaction, target).invoke(SqlRegistrations::requireCustomers))
                .flatMap(stored ->
                    stored.filter(now -> now.policy().equals(policy)).isPresent()
                        ? Uni.createFrom().voidItem()
                        : write(
                            transaction,
                            geo,
                            target,
                            stored
                                .map(Stored::state)
                                .orElse(RegistrationState.UNREGISTERED)
                                .onPolicy(),
                            actor)))
        .flatMap(written -> get(tenant, geo));
  }

  private static void requireCustomers(boolean providerManaged) {
    if (providerManaged) {
      throw CustomerKeyException.invalid(
          "policyId", "is the provider-managed policy; DELETE the registration to return to it");
    }
  }

  @Override
  public Uni<Registration> release(TenantId tenant, Geo geo, Actor actor) {
    return pool.withTransaction(transaction ->
            locked(transaction, tenant, geo)
                .flatMap(stored ->
                    stored.filter(now -> now.state() != RegistrationState.UNREGISTERED).isPresent()
                        ? SqlTargets.requireUsual(transaction, tenant, ObjectKind.SITE)
                            .flatMap(target ->
                                write(
                                    transaction,
                                    geo,
                                    target,
                                    RegistrationState.UNREGISTERED,
                                    actor))
                        : Uni.createFrom().voidItem()))
        .flatMap(written -> get(tenant, geo));
  }

  private static Uni<Optional<Stored>> locked(SqlConnection transaction, TenantId tenant, Geo geo) {
    return transaction
        .preparedQuery(TENANT)
        .execute(Sql.tuple(tenant.toUuid()))
        .invoke(rows -> {
          if (rows.size() == 0) {
            throw NotFound.of("tenant");
          }
        })
        .flatMap(held -> TenantGeos.of(transaction, tenant))
        .invoke(geos -> {
          if (!geos.contains(geo)) {
            throw NotFound.of("geo");
          }
        })
        .flatMap(
            geos -> transaction.preparedQuery(JOB).execute(Sql.tuple(tenant.toUuid(), geo.code())))
        .flatMap(job ->
            transaction.preparedQuery(STORED).execute(Sql.tuple(tenant.toUuid(), geo.code())))
        .flatMap(rows ->
            Sql.first(rows, SqlRegistrations::stored)
                .map(stored -> current(transaction, tenant, geo, stored).map(Optional::of))
                .orElseGet(() -> Uni.createFrom().item(Optional.empty())));
  }

  private static Stored stored(Row row) {
    return new Stored(
        PolicyId.of(row.getUUID("policy_id")), RegistrationState.of(row.getShort("state")));
  }

  /** The job may not have noticed yet that all sites have followed. */
  private static Uni<Stored> current(
      SqlConnection transaction, TenantId tenant, Geo geo, Stored stored) {
    Target target = new Target(tenant, ObjectKind.SITE, stored.policy());
    return SitesLeft.of(transaction, target, geo.code())
        .map(left ->
            left.nothing() ? new Stored(stored.policy(), stored.state().onAllApplied()) : stored);
  }

  private Uni<Void> write(
      SqlConnection transaction, Geo geo, Target target, RegistrationState state, Actor actor) {
    Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
    AdminAction action =
        state == RegistrationState.UNREGISTERED
            ? AdminAction.GEO_RELEASED
            : AdminAction.GEO_REGISTERED;
    return transaction
        .preparedQuery(WRITE)
        .execute(
            Sql.tuple(
                target.tenant().toUuid(),
                geo.code(),
                target.policy().toUuid(),
                (short) state.number(),
                Sql.time(now)))
        .flatMap(written ->
            transaction
                .preparedQuery(START)
                .execute(
                    Sql.tuple(
                        Id128.random(random).toUuid(),
                        target.tenant().toUuid(),
                        geo.code(),
                        target.policy().toUuid(),
                        Sql.time(now))))
        .flatMap(started ->
            Sql.audit(
                transaction, now, actor, target.tenant(), action, geo + " to " + target.policy()));
  }

  @Override
  public Uni<Registration> get(TenantId tenant, Geo geo) {
    return read(tenant, Optional.of(geo))
        .map(found -> found.stream().findFirst().orElseThrow(() -> NotFound.of("geo")));
  }

  @Override
  public Uni<List<Registration>> list(TenantId tenant) {
    return read(tenant, Optional.empty());
  }

  private Uni<List<Registration>> read(TenantId tenant, Optional<Geo> geo) {
    return Sql.requireTenant(pool, tenant)
        .flatMap(found ->
            pool.preparedQuery(READ)
                .execute(Sql.tuple(tenant.toUuid(), geo.map(Geo::code).orElse(null))))
        .map(rows -> Sql.list(rows, SqlRegistrations::registration));
  }

  private static Registration registration(Row row) {
    Short number = row.getShort("state");
    RegistrationState state =
        number == null ? RegistrationState.UNREGISTERED : RegistrationState.of(number);
    return new Registration(
        new Geo(row.getString("geo")),
        row.getBoolean("home"),
        state,
        state == RegistrationState.UNREGISTERED
            ? Optional.empty()
            : AssignmentRows.policy(row, "policy_id"),
        new Registration.SiteCount(
            row.getLong("total"), row.getLong("assigned"), row.getLong("applied")),
        Optional.ofNullable(row.getOffsetDateTime("changed")).map(time -> time.toInstant()));
  }
}
