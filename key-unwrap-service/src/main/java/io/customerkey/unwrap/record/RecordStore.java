package io.customerkey.unwrap.record;

import io.customerkey.crypto.id.GenerationId;
import io.customerkey.crypto.id.PolicyId;
import io.customerkey.crypto.statement.SignedStatement;
import io.customerkey.unwrap.policy.PolicyRecord;
import io.customerkey.unwrap.policy.PolicySettings;
import io.customerkey.unwrap.verdict.EpochRaised;
import io.smallrye.mutiny.Uni;
import java.util.List;
import java.util.Optional;

/**
 * Believed statements, durable; of each generation and policy the newest sequence only, whatever
 * order they come in.
 */
public interface RecordStore {
  /**
   * @param record a believed record, kept unless a newer one is there; it takes the place of one
   *     with the same sequence, which only differs if it was damaged
   * @return nothing, once it is durable
   */
  Uni<Void> save(PolicyRecord record);

  /**
   * Settings that suspend or purge the policy raise its epoch and tell the fleet by an event, in
   * the same transaction, once.
   *
   * @param settings believed settings, kept unless newer ones are there
   * @return the policy's epoch, once they are durable
   */
  Uni<EpochRaised> save(PolicySettings settings);

  /**
   * @param policy a policy
   * @param generation one of its generations
   * @return its newest record, if any
   */
  Uni<Optional<SignedStatement>> find(PolicyId policy, GenerationId generation);

  /**
   * @return all statements kept, records and settings
   */
  Uni<List<SignedStatement>> all();
}
