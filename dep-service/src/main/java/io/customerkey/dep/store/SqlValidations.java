package io.customerkey.dep.store;

import io.customerkey.crypto.id.Id128;
import io.customerkey.crypto.id.TenantId;
import io.customerkey.dep.audit.Actor;
import io.customerkey.dep.audit.AdminAction;
import io.customerkey.dep.onboarding.Check;
import io.customerkey.dep.onboarding.KeyPair;
import io.customerkey.dep.onboarding.OnboardingRules;
import io.customerkey.dep.onboarding.Profile;
import io.customerkey.dep.onboarding.Validation;
import io.customerkey.dep.onboarding.ValidationId;
import io.customerkey.dep.onboarding.Validations;
import io.customerkey.dep.policy.KeyUri;
import io.customerkey.dep.tenant.Cursor;
import io.customerkey.dep.tenant.Page;
import io.smallrye.mutiny.Uni;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Validations in SQL. */
@ApplicationScoped
class SqlValidations implements Validations {
  private static final String INSERT =
      """
      INSERT INTO validation (validation_id, tenant_id, at, requested_by, profile, key_one, key_other, checks)
      VALUES ($1, $2, $3, $4, $5, $6, $7, $8)\
      """;
  private static final String GET =
      "SELECT * FROM validation WHERE tenant_id = $1 AND validation_id = $2";
  private static final String PAGE =
      """
      SELECT * FROM validation
      WHERE tenant_id = $1 AND ($2::timestamptz IS NULL OR (at, validation_id) < ($2, $3::uuid))
      ORDER BY at DESC, validation_id DESC LIMIT $4\
      """;
  private static final String NEWEST =
      """
      SELECT * FROM validation
      WHERE tenant_id = $1 AND (key_one, key_other) IN (($2, $3), ($3, $2))
      ORDER BY at DESC, validation_id DESC LIMIT 1\
      """;
  private static final String TRIAL = "SELECT trial FROM tenant WHERE tenant_id = $1 FOR UPDATE";
  private static final String ENABLE =
      """
      UPDATE tenant SET enabled = $2, enabled_by = $3, validation_id = $4, profile = $5, next_posture = $2
      WHERE tenant_id = $1\
      """;

  private final Pool pool;
  private final Clock clock;

  SqlValidations(Pool pool, Clock clock) {
    this.pool = pool;
    this.clock = clock;
  }

  @Override
  public Uni<Void> save(Validation validation, Actor actor) {
    return pool.withTransaction(tx ->
        tx.preparedQuery(INSERT)
            .execute(
                Sql.tuple(
                    validation.id().toUuid(),
                    validation.tenant().toUuid(),
                    Sql.time(validation.at()),
                    validation.by(),
                    (short) validation.profile().number(),
                    validation.keys().one().value(),
                    validation.keys().other().value(),
                    json(validation.checks())))
            .flatMap(inserted ->
                Sql.audit(
                    tx,
                    validation.at(),
                    actor,
                    validation.tenant(),
                    AdminAction.KEYS_VALIDATED,
                    validation.id() + (validation.passed() ? ": passed" : ": not passed"))));
  }

  private static JsonArray json(List<Check> checks) {
    JsonArray array = new JsonArray();
    for (Check check : checks) {
      array.add(
          new JsonObject()
              .put("id", check.id())
              .put("slot", check.slot())
              .put("result", check.result().name())
              .put("observed", check.observed())
              .put("advice", check.advice()));
    }
    return array;
  }

  @Override
  public Uni<Validation> get(TenantId tenant, ValidationId id) {
    return pool.preparedQuery(GET)
        .execute(Sql.tuple(tenant.toUuid(), id.toUuid()))
        .map(rows ->
            Sql.first(rows, SqlValidations::validation)
                .orElseThrow(() -> NotFound.of("validation")));
  }

  private static Validation validation(Row row) {
    return new Validation(
        new ValidationId(Id128.of(row.getUUID("validation_id"))),
        TenantId.of(row.getUUID("tenant_id")),
        Sql.instant(row, "at"),
        row.getString("requested_by"),
        Profile.of(row.getShort("profile")),
        new KeyPair(
            List.of(new KeyUri(row.getString("key_one")), new KeyUri(row.getString("key_other")))),
        checks(row.getJsonArray("checks")));
  }

  private static List<Check> checks(JsonArray array) {
    List<Check> checks = new ArrayList<>();
    for (int i = 0; i < array.size(); i++) {
      JsonObject check = array.getJsonObject(i);
      checks.add(
          new Check(
              check.getString("id"),
              check.getInteger("slot"),
              Check.Result.valueOf(check.getString("result")),
              check.getString("observed"),
              check.getString("advice")));
    }
    return checks;
  }

  @Override
  public Uni<Page<Validation>> list(TenantId tenant, Optional<Cursor> after, int limit) {
    return Sql.requireTenant(pool, tenant)
        .flatMap(found ->
            pool.preparedQuery(PAGE)
                .execute(
                    Sql.tuple(
                        tenant.toUuid(),
                        after.flatMap(Cursor::time).map(Sql::time).orElse(null),
                        after.map(cursor -> cursor.id().toUuid()).orElse(null),
                        limit + 1)))
        .map(rows ->
            Page.of(
                Sql.list(rows, SqlValidations::validation),
                limit,
                validation -> Cursor.after(validation.at(), validation.id().value())));
  }

  @Override
  public Uni<Void> enable(TenantId tenant, KeyPair keys, Duration longest, Actor actor) {
    Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
    return pool.withTransaction(tx ->
        tx.preparedQuery(TRIAL)
            .execute(Sql.tuple(tenant.toUuid()))
            .map(rows ->
                Sql.first(rows, row -> row.getBoolean("trial"))
                    .orElseThrow(() -> NotFound.of("tenant")))
            .flatMap(trial ->
                newest(tx, tenant, keys)
                    .invoke(
                        newest -> OnboardingRules.requireValidated(trial, newest, longest, now)))
            .flatMap(newest -> enable(tx, newest.orElseThrow(), actor, now)));
  }

  private static Uni<Optional<Validation>> newest(SqlConnection tx, TenantId tenant, KeyPair keys) {
    return tx.preparedQuery(NEWEST)
        .execute(Sql.tuple(tenant.toUuid(), keys.one().value(), keys.other().value()))
        .map(rows -> Sql.first(rows, SqlValidations::validation));
  }

  private static Uni<Void> enable(
      SqlConnection tx, Validation validation, Actor actor, Instant now) {
    @Nullable Object[] values = {
      validation.tenant().toUuid(),
      Sql.time(now),
      actor.subject(),
      validation.id().toUuid(),
      (short) validation.profile().number()
    };
    return tx.preparedQuery(ENABLE)
        .execute(Sql.tuple(values))
        .flatMap(enabled ->
            Sql.audit(
                tx,
                now,
                actor,
                validation.tenant(),
                AdminAction.TENANT_ENABLED,
                "validation " + validation.id()));
  }
}
