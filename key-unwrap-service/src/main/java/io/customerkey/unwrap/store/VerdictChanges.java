package io.customerkey.unwrap.store;

import static io.customerkey.unwrap.store.Columns.time;
import static io.customerkey.unwrap.store.Columns.tuple;

import io.customerkey.crypto.id.GenerationId;
import io.customerkey.crypto.id.PolicyId;
import io.customerkey.crypto.id.TenantId;
import io.customerkey.crypto.id.VerdictId;
import io.customerkey.servicekit.outbox.Outbox;
import io.customerkey.servicekit.outbox.OutboxEvent;
import io.customerkey.unwrap.events.EventWriter;
import io.customerkey.unwrap.policy.PolicyRef;
import io.customerkey.unwrap.verdict.EpochRaised;
import io.customerkey.unwrap.verdict.PairState;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What follows from a verdict that changed, written in the transaction that changed it: epochs,
 * notices, events.
 */
@Singleton
final class VerdictChanges {
  private static final String RAISE =
      """
      UPDATE policy p SET epoch = p.epoch + 1, cause = $2, changed = clock_timestamp()
      WHERE p.policy_id IN (SELECT policy_id FROM policy_record WHERE pair_id = $1)\
      """;

  private static final String NOTICE =
      """
      INSERT INTO denial_notice (generation_id, policy_id, tenant_id, denied, since, epoch)
      SELECT r.generation_id, r.policy_id, r.tenant_id, $2, $3, p.epoch
      FROM policy_record r JOIN policy p USING (policy_id) WHERE r.pair_id = $1
      ON CONFLICT (generation_id) DO UPDATE SET denied = excluded.denied, since = excluded.since,
        epoch = excluded.epoch, acknowledged = false
      RETURNING generation_id, policy_id, tenant_id, epoch\
      """;

  private final Outbox outbox;
  private final EventWriter events;
  private final Clock clock;

  VerdictChanges(Outbox outbox, EventWriter events, Clock clock) {
    this.outbox = outbox;
    this.events = events;
    this.clock = clock;
  }

  Uni<List<EpochRaised>> write(SqlConnection tx, PairState after, VerdictId verdict) {
    boolean denied = after.isDenied();
    Instant since = after.deniedSince().orElseGet(clock::instant);
    EpochRaised.Cause cause = denied ? EpochRaised.Cause.DENIED : EpochRaised.Cause.RESTORED;
    return tx.preparedQuery(RAISE)
        .execute(tuple(after.id().toUuid(), cause.name()))
        .chain(
            () -> tx.preparedQuery(NOTICE).execute(tuple(after.id().toUuid(), denied, time(since))))
        .chain(rows -> {
          List<OutboxEvent> told = new ArrayList<>();
          Map<PolicyId, EpochRaised> raised = new LinkedHashMap<>();
          for (Row row : rows) {
            PolicyRef ref = ref(row);
            long epoch = row.getLong("epoch");
            told.add(events.keyStateChanged(ref, denied, since, epoch, verdict));
            raised.put(ref.policy(), new EpochRaised(ref.tenant(), ref.policy(), epoch, cause));
          }
          return outbox.append(tx, told).replaceWith(List.copyOf(raised.values()));
        });
  }

  private static PolicyRef ref(Row row) {
    return new PolicyRef(
        TenantId.of(row.getUUID("tenant_id")),
        PolicyId.of(row.getUUID("policy_id")),
        GenerationId.of(row.getUUID("generation_id")));
  }
}
