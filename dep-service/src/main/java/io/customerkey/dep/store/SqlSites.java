package io.customerkey.dep.store;

import io.customerkey.crypto.id.PolicyId;
import io.customerkey.crypto.id.SiteId;
import io.customerkey.crypto.id.TenantId;
import io.customerkey.dep.assignment.ObjectKind;
import io.customerkey.dep.audit.Actor;
import io.customerkey.dep.audit.AdminAction;
import io.customerkey.dep.site.Site;
import io.customerkey.dep.site.SiteDraft;
import io.customerkey.dep.site.SiteFilter;
import io.customerkey.dep.site.Sites;
import io.customerkey.dep.store.SqlAssignments.Target;
import io.customerkey.dep.tenant.Cursor;
import io.customerkey.dep.tenant.Geo;
import io.customerkey.dep.tenant.Name;
import io.customerkey.dep.tenant.NamePart;
import io.customerkey.dep.tenant.Page;
import io.customerkey.dep.tenant.Put;
import io.customerkey.protocol.failure.CustomerKeyException;
import io.customerkey.servicekit.outbox.Outbox;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The directory of sites in SQL. */
@ApplicationScoped
class SqlSites implements Sites {
  private static final String INSERT =
      """
      INSERT INTO site (site_id, tenant_id, name, initial_name, kind, geo, created)
      VALUES ($1, $2, $3, $3, $4, $5, $6) ON CONFLICT (site_id) DO NOTHING\
      """;
  private static final DirectoryRows<Site> ROWS =
      new DirectoryRows<>(
          "site",
          SiteRows.SELECT + "WHERE s.site_id = $1",
          " FOR UPDATE OF s",
          SiteRows::toSite,
          site -> site.draft().tenant(),
          site -> site.draft().id());
  private static final String PAGE =
      SiteRows.SELECT
          + String.format(
              Locale.ROOT,
              """
              WHERE s.tenant_id = $1 AND ($2::uuid IS NULL OR s.site_id > $2)
                AND ($3::text IS NULL OR s.geo = $3) AND ($4::uuid IS NULL OR a.policy_id = $4)
                AND %s AND %s
              ORDER BY s.site_id LIMIT $7\
              """,
              AssignmentRows.inState("$5"),
              Sql.named("s.name", "$6"));
  private static final String REGISTERED =
      "SELECT policy_id FROM registration WHERE tenant_id = $1 AND geo = $2";
  private static final String RENAME = "UPDATE site SET name = $2 WHERE site_id = $1";

  private final Pool pool;
  private final SqlAssignments assignments;
  private final Outbox outbox;
  private final Clock clock;

  SqlSites(Pool pool, SqlAssignments assignments, Outbox outbox, Clock clock) {
    this.pool = pool;
    this.assignments = assignments;
    this.outbox = outbox;
    this.clock = clock;
  }

  @Override
  public Uni<Put<Site>> put(SiteDraft asked, Actor actor) {
    return pool.withTransaction(transaction ->
            Sql.holdTenant(transaction, asked.tenant())
                .flatMap(held -> TenantGeos.of(transaction, asked.tenant()))
                .map(geos -> asked.in(resolve(asked, geos)))
                .flatMap(draft -> put(transaction, draft, actor)))
        .invoke(outbox::wake);
  }

  private static Geo resolve(SiteDraft draft, List<Geo> geos) {
    Geo geo = draft.geo().orElseGet(geos::getFirst);
    if (!geos.contains(geo)) {
      throw CustomerKeyException.invalid("geo", "is one of the tenant's: " + geos);
    }
    return geo;
  }

  private Uni<Put<Site>> put(SqlConnection transaction, SiteDraft draft, Actor actor) {
    Instant now = now();
    return transaction
        .preparedQuery(INSERT)
        .execute(insertion(draft, now))
        .call(inserted ->
            inserted.rowCount() == 0
                ? Uni.createFrom().voidItem()
                : entered(transaction, draft, actor, now))
        .flatMap(inserted ->
            ROWS.put(transaction, draft.id(), site -> site.draft().equals(draft))
                .map(site -> new Put<>(site, inserted.rowCount() > 0)));
  }

  private static Tuple insertion(SiteDraft draft, Instant now) {
    return Sql.tuple(
        draft.id().toUuid(),
        draft.tenant().toUuid(),
        draft.name().value(),
        (short) draft.kind().number(),
        draft.geo().map(Geo::code).orElse(null),
        Sql.time(now));
  }

  private Uni<Void> entered(SqlConnection transaction, SiteDraft draft, Actor actor, Instant now) {
    return Sql.audit(
            transaction,
            now,
            actor,
            draft.tenant(),
            AdminAction.SITE_CREATED,
            draft.id().toString())
        .flatMap(audited -> target(transaction, draft))
        .flatMap(found ->
            found
                .map(target -> assignments.move(transaction, target, List.of(draft.id()), now))
                .orElseGet(() -> Uni.createFrom().item(0)))
        .replaceWithVoid();
  }

  /** The policy that the geo is registered with, else the provider-managed one if it is usable. */
  private static Uni<Optional<Target>> target(SqlConnection transaction, SiteDraft draft) {
    TenantId tenant = draft.tenant();
    return transaction
        .preparedQuery(REGISTERED)
        .execute(Sql.tuple(tenant.toUuid(), draft.geo().map(Geo::code).orElse(null)))
        .flatMap(rows ->
            Sql.first(rows, row -> PolicyId.of(row.getUUID("policy_id")))
                .map(policy -> new Target(tenant, ObjectKind.SITE, policy))
                .map(
                    target -> SqlTargets.hold(transaction, target).map(held -> Optional.of(target)))
                .orElseGet(() -> SqlTargets.usual(transaction, tenant, ObjectKind.SITE)));
  }

  @Override
  public Uni<Site> get(TenantId tenant, SiteId id) {
    return ROWS.find(pool, tenant, id);
  }

  @Override
  public Uni<Page<Site>> list(
      TenantId tenant, SiteFilter filter, Optional<Cursor> after, int limit) {
    Tuple parameters =
        Sql.tuple(
            tenant.toUuid(),
            after.map(cursor -> cursor.id().toUuid()).orElse(null),
            filter.geo().map(Geo::code).orElse(null),
            filter.policy().map(PolicyId::toUuid).orElse(null),
            AssignmentRows.parameter(filter.state()),
            filter.name().map(NamePart::value).orElse(null),
            limit + 1);
    return ROWS.page(pool, tenant, PAGE, parameters, limit);
  }

  @Override
  public Uni<Site> rename(TenantId tenant, SiteId id, Name name, Actor actor) {
    return pool.withTransaction(transaction ->
        ROWS.lock(transaction, tenant, id)
            .call(site -> rename(transaction, site, name, actor))
            .flatMap(renamed -> ROWS.find(transaction, tenant, id)));
  }

  private Uni<Void> rename(SqlConnection transaction, Site site, Name name, Actor actor) {
    if (name.equals(site.name())) {
      return Uni.createFrom().voidItem();
    }
    SiteId id = site.draft().id();
    return transaction
        .preparedQuery(RENAME)
        .execute(Sql.tuple(id.toUuid(), name.value()))
        .flatMap(renamed ->
            Sql.audit(
                transaction,
                now(),
                actor,
                site.draft().tenant(),
                AdminAction.SITE_RENAMED,
                Sql.renaming(id, site.name().value(), name)));
  }

  private Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MICROS);
  }
}
