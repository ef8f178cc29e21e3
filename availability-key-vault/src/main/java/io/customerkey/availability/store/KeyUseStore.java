package io.customerkey.availability.store;

import io.customerkey.availability.key.KeyUse;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Singleton;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Table {@code key_use}: rows are only ever added. */
@Singleton
public final class KeyUseStore {
  private static final String INSERT =
      """
      INSERT INTO key_use (use_id, tenant_id, policy_id, generation_id, availability_key_id, version,
        operation, purpose, subject, verdict_id, reason, used)
      VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)\
      """;

  /** Writes the use down, in the transaction that allows it. */
  public Uni<Void> append(SqlConnection transaction, KeyUse use) {
    List<@Nullable Object> values = new ArrayList<>();
    values.add(use.id().toUuid());
    values.add(use.tenant().toUuid());
    values.add(use.policy().toUuid());
    values.add(use.generation().map(id -> id.toUuid()).orElse(null));
    values.add(use.key().id().toUuid());
    values.add(use.key().version());
    values.add(use.operation().number());
    values.add(use.purpose().getNumber());
    values.add(use.subject());
    values.add(use.verdict().map(id -> id.toUuid()).orElse(null));
    values.add(use.reason());
    values.add(use.used().atOffset(ZoneOffset.UTC));
    return transaction.preparedQuery(INSERT).execute(Tuple.from(values)).replaceWithVoid();
  }
}
