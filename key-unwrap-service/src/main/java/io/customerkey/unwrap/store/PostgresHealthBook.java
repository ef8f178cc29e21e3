package io.customerkey.unwrap.store;

import static io.customerkey.unwrap.store.Columns.tuple;

import io.customerkey.crypto.id.PolicyId;
import io.customerkey.crypto.id.TenantId;
import io.customerkey.crypto.id.VerdictId;
import io.customerkey.servicekit.outbox.Outbox;
import io.customerkey.unwrap.alert.Alerts;
import io.customerkey.unwrap.events.EventWriter;
import io.customerkey.unwrap.health.HealthBook;
import io.customerkey.unwrap.health.HealthChange;
import io.customerkey.unwrap.health.RecordedHealth;
import io.customerkey.unwrap.rules.Condition;
import io.customerkey.unwrap.rules.HealthReason;
import io.customerkey.unwrap.rules.HealthState;
import io.customerkey.unwrap.store.HealthRows.Looked;
import io.customerkey.unwrap.vault.KeyUriParser;
import io.customerkey.unwrap.verdict.AttemptView;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;

/**
 * States of policies. Whoever looks at a policy holds its row, and reads what there is only then,
 * so that each change is seen once.
 */
@Singleton
final class PostgresHealthBook implements HealthBook {
  /** Reasons that are told although the state's name stays. */
  private static final Set<HealthReason> TOLD =
      EnumSet.of(HealthReason.BRAKED, HealthReason.SYSTEM_ACTIONS_SERVED);

  /** What was looked at may go on without a trace in its rows: another record, a brake. */
  private static final Duration LOOK_AGAIN = Duration.ofSeconds(10);

  private static final Duration LOOK_AGAIN_IF_HEALTHY = Duration.ofSeconds(60);

  private final Pool pool;
  private final PairRows pairs;
  private final Outbox outbox;
  private final EventWriter events;
  private final Alerts alerts;
  private final RandomGenerator random;
  private final Clock clock;

  PostgresHealthBook(
      Pool pool,
      KeyUriParser keys,
      Outbox outbox,
      EventWriter events,
      Alerts alerts,
      RandomGenerator random,
      Clock clock) {
    this.pool = pool;
    this.pairs = new PairRows(keys);
    this.outbox = outbox;
    this.events = events;
    this.alerts = alerts;
    this.random = random;
    this.clock = clock;
  }

  @Override
  public Uni<Integer> revise(Optional<PolicyId> only, int most, Judge judge) {
    String lock = only.isPresent() ? HealthRows.LOCK_ONE : HealthRows.LOCK_FREE;
    return pool.withTransaction(tx ->
            tx.preparedQuery(lock)
                .execute(tuple(only.map(PolicyId::toUuid).orElse(null), (long) most))
                .map(rows -> Columns.list(rows, row -> row.getUUID("policy_id")))
                .chain(policies ->
                    policies.isEmpty() ? Uni.createFrom().item(0) : look(tx, policies, judge)))
        .invoke(outbox::wake);
  }

  private Uni<Integer> look(SqlConnection tx, List<UUID> policies, Judge judge) {
    return tx.preparedQuery(HealthRows.SIGHT)
        .execute(tuple((Object) policies.toArray(UUID[]::new)))
        .chain(seen ->
            newest(tx, seen)
                .chain(newest ->
                    Multi.createFrom()
                        .iterable(
                            Columns.readable(
                                seen,
                                row ->
                                    HealthRows.looked(
                                        row, pairs, of(newest, row.getUUID("pair_id"))),
                                alerts))
                        .onItem()
                        .transformToUniAndConcatenate(looked -> keep(tx, looked, judge))
                        .filter(kept -> kept)
                        .collect()
                        .with(Collectors.summingInt(kept -> 1))));
  }

  private static Uni<Map<UUID, List<AttemptView>>> newest(SqlConnection tx, RowSet<Row> seen) {
    UUID[] named =
        Columns.list(seen, row -> row.getUUID("pair_id")).stream().distinct().toArray(UUID[]::new);
    return tx.preparedQuery(HealthRows.NEWEST)
        .execute(tuple((Object) named))
        .map(rows ->
            Columns.list(rows, Function.identity()).stream()
                .collect(
                    Collectors.groupingBy(
                        row -> row.getUUID("pair_id"),
                        Collectors.mapping(PostgresVerdictLog::attempt, Collectors.toList()))));
  }

  private static List<AttemptView> of(Map<UUID, List<AttemptView>> newest, UUID pair) {
    return newest.getOrDefault(pair, List.of());
  }

  private Uni<Boolean> keep(SqlConnection tx, Looked looked, Judge judge) {
    return judge
        .judge(looked.sighting())
        .map(finding -> keep(tx, looked, finding).replaceWith(true))
        .orElseGet(() -> Uni.createFrom().item(false));
  }

  private Uni<Void> keep(SqlConnection tx, Looked looked, Finding finding) {
    Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
    Condition condition = finding.condition();
    Optional<RecordedHealth> same = looked.held().filter(held -> isSame(held, condition));
    var health =
        new RecordedHealth(
            condition.state(),
            condition.reason(),
            finding.detail(),
            condition.since().or(() -> same.map(RecordedHealth::since)).orElse(now),
            condition.until(),
            same.flatMap(RecordedHealth::verdict).or(() -> Optional.of(VerdictId.random(random))));
    long number = looked.number() + (same.isPresent() ? 0 : 1);
    Uni<Void> kept =
        tx.preparedQuery(HealthRows.KEEP)
            .execute(HealthRows.keep(looked, health, number, review(condition, now)))
            .replaceWithVoid();
    return same.isPresent()
        ? kept
        : kept.chain(() ->
            changed(
                tx,
                looked,
                new HealthChange(
                    looked.sighting().ref().tenant(),
                    looked.sighting().ref().policy(),
                    number,
                    looked.held().map(RecordedHealth::state).orElse(HealthState.UNKNOWN),
                    health,
                    now)));
  }

  private static boolean isSame(RecordedHealth held, Condition now) {
    return held.state() == now.state()
        && (held.reason() == now.reason()
            || !(TOLD.contains(held.reason()) || TOLD.contains(now.reason())));
  }

  private static Instant review(Condition condition, Instant now) {
    boolean healthy = condition.state() == HealthState.HEALTHY;
    Instant again = now.plus(healthy ? LOOK_AGAIN_IF_HEALTHY : LOOK_AGAIN);
    return condition.until().filter(again::isAfter).orElse(again);
  }

  private Uni<Void> changed(SqlConnection tx, Looked looked, HealthChange change) {
    return tx.preparedQuery(HealthRows.CHANGE)
        .execute(HealthRows.change(change))
        .chain(
            () -> tx.preparedQuery(HealthRows.VERDICT).execute(HealthRows.verdict(looked, change)))
        .chain(() -> outbox.append(tx, List.of(events.healthChanged(change))));
  }

  @Override
  public Uni<Map<PolicyId, RecordedHealth>> states(TenantId tenant, List<PolicyId> policies) {
    return pool.preparedQuery(
            "SELECT * FROM policy_health WHERE tenant_id = $1 AND policy_id = ANY($2)")
        .execute(
            tuple(tenant.toUuid(), policies.stream().map(PolicyId::toUuid).toArray(UUID[]::new)))
        .map(rows ->
            Columns.list(rows, Function.identity()).stream()
                .collect(
                    Collectors.toUnmodifiableMap(
                        row -> PolicyId.of(row.getUUID("policy_id")),
                        row -> HealthRows.recorded(row, "state"))));
  }

  @Override
  public Uni<List<HealthChange>> changes(TenantId tenant, PolicyId policy, long before, int limit) {
    return pool.preparedQuery(
            "SELECT * FROM health_change WHERE policy_id = $1 AND tenant_id = $2 AND number < $3"
                + " ORDER BY number DESC LIMIT $4")
        .execute(tuple(policy.toUuid(), tenant.toUuid(), before, (long) limit))
        .map(rows -> Columns.list(rows, HealthRows::change));
  }
}
