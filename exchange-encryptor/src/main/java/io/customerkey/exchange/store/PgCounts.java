package io.customerkey.exchange.store;

import io.customerkey.crypto.id.MailboxId;
import io.customerkey.crypto.id.PolicyVersionId;
import io.customerkey.crypto.id.TenantId;
import io.customerkey.exchange.mailbox.Counts;
import io.customerkey.exchange.mailbox.Dependents;
import io.customerkey.exchange.mailbox.MailboxStatistics;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;

/** Counts. */
@Singleton
final class PgCounts implements Counts {
  private static final String STATISTICS =
      """
      SELECT k.policy, k.generation, g.policy_version, m.assignment_version,
             (SELECT count(*) FROM item i WHERE i.mailbox = m.mailbox) AS items,
             (SELECT coalesce(sum(i.content_length), 0)::bigint FROM item i
              WHERE i.mailbox = m.mailbox) AS bytes
      FROM mailbox m
      JOIN mailbox_key_version k ON k.mailbox = m.mailbox AND k.key_version = m.current_key
      JOIN policy_generation g
        ON g.policy = k.policy AND g.generation = k.generation AND g.tenant = k.tenant
      WHERE m.mailbox = $1
      """;
  private static final String DEPENDENTS =
      """
      SELECT g.policy, g.generation, g.policy_version, count(*) AS keys
      FROM policy_generation g
      JOIN mailbox_key_version k
        ON k.policy = g.policy AND k.generation = g.generation AND k.tenant = g.tenant
      WHERE g.tenant = $1
      GROUP BY g.policy, g.generation, g.policy_version ORDER BY g.policy, g.generation
      """;

  private final Pool pool;

  PgCounts(Pool pool) {
    this.pool = pool;
  }

  @Override
  public Uni<Optional<MailboxStatistics>> statistics(MailboxId mailbox) {
    return Sql.run(pool, STATISTICS, mailbox.toUuid())
        .map(rows ->
            Sql.first(rows)
                .map(row ->
                    new MailboxStatistics(
                        Sql.generation(row),
                        PolicyVersionId.of(row.getUUID("policy_version")),
                        row.getLong("assignment_version"),
                        row.getLong("items"),
                        row.getLong("bytes"))));
  }

  @Override
  public Uni<List<Dependents>> dependents(TenantId tenant) {
    return Sql.run(pool, DEPENDENTS, tenant.toUuid())
        .map(rows ->
            Sql.all(rows).stream()
                .map(row ->
                    new Dependents(
                        Sql.generation(row),
                        PolicyVersionId.of(row.getUUID("policy_version")),
                        row.getLong("keys")))
                .toList());
  }
}
