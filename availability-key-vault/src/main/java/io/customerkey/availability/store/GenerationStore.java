package io.customerkey.availability.store;

import io.customerkey.availability.policy.Denial;
import io.customerkey.availability.policy.GenerationState;
import io.customerkey.availability.policy.GenerationState.Seen;
import io.customerkey.availability.policy.StatementSequence;
import io.customerkey.availability.policy.TrustedRecord;
import io.customerkey.crypto.id.GenerationId;
import io.customerkey.crypto.id.PolicyId;
import io.customerkey.crypto.statement.StatementHash;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Singleton;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Optional;

/** Table {@code generation}. */
@Singleton
public final class GenerationStore {
  private static final String FIND =
      """
      SELECT record_incarnation, record_counter, record_hash, denied_since
      FROM generation WHERE policy_id = $1 AND generation_id = $2\
      """;
  private static final String SAVE_RECORD =
      """
      INSERT INTO generation (policy_id, generation_id, record_incarnation, record_counter, record_hash)
      VALUES ($1, $2, $3, $4, $5)
      ON CONFLICT ON CONSTRAINT generation_pk DO UPDATE SET
        record_incarnation = EXCLUDED.record_incarnation,
        record_counter = EXCLUDED.record_counter,
        record_hash = EXCLUDED.record_hash
      WHERE generation.record_incarnation IS NULL
         OR (generation.record_incarnation, generation.record_counter)
            < (EXCLUDED.record_incarnation, EXCLUDED.record_counter)\
      """;
  private static final String SAVE_DENIAL =
      """
      INSERT INTO generation (policy_id, generation_id, denied_since, denial_epoch) VALUES ($1, $2, $3, $4)
      ON CONFLICT ON CONSTRAINT generation_pk DO UPDATE SET
        denied_since = EXCLUDED.denied_since, denial_epoch = EXCLUDED.denial_epoch
      WHERE generation.denial_epoch IS NULL OR generation.denial_epoch < EXCLUDED.denial_epoch\
      """;
  private static final String EPOCH =
      "SELECT denial_epoch FROM generation WHERE policy_id = $1 AND generation_id = $2";

  /** What is remembered; nothing for a generation nobody spoke of. */
  public Uni<GenerationState> find(
      SqlConnection transaction, PolicyId policy, GenerationId generation) {
    return transaction
        .preparedQuery(FIND)
        .execute(Tuple.of(policy.toUuid(), generation.toUuid()))
        .map(rows -> Rows.first(rows).map(GenerationStore::state).orElse(GenerationState.NONE));
  }

  /** Remembers the record if it is higher than the highest. */
  public Uni<Void> raise(SqlConnection transaction, TrustedRecord record) {
    return transaction
        .preparedQuery(SAVE_RECORD)
        .execute(
            Tuple.of(
                record.policy().toUuid(),
                record.generation().toUuid(),
                record.sequence().incarnation(),
                record.sequence().counter(),
                Rows.buffer(record.hash().bytes())))
        .replaceWithVoid();
  }

  /**
   * Takes a denial over unless a higher or the same epoch was taken over before.
   *
   * @return the epoch that holds
   */
  public Uni<Long> save(SqlConnection transaction, Denial denial) {
    return transaction
        .preparedQuery(SAVE_DENIAL)
        .execute(
            Tuple.of(
                denial.policy().toUuid(),
                denial.generation().toUuid(),
                denial.since().map(since -> since.atOffset(ZoneOffset.UTC)).orElse(null),
                denial.epoch()))
        .chain(() ->
            transaction
                .preparedQuery(EPOCH)
                .execute(Tuple.of(denial.policy().toUuid(), denial.generation().toUuid())))
        .map(rows -> Rows.first(rows).orElseThrow().getLong("denial_epoch"));
  }

  private static GenerationState state(Row row) {
    return new GenerationState(
        Rows.bytes(row, "record_hash")
            .map(hash ->
                new Seen(
                    new StatementSequence(
                        row.getLong("record_incarnation"), row.getLong("record_counter")),
                    new StatementHash(hash))),
        Optional.ofNullable(row.getOffsetDateTime("denied_since")).map(OffsetDateTime::toInstant));
  }
}
