package io.customerkey.dep.store;

import io.customerkey.crypto.id.GenerationId;
import io.customerkey.crypto.statement.SignedStatement;
import io.customerkey.crypto.statement.StatementHash;
import io.customerkey.dep.policy.Policy;
import io.customerkey.dep.policy.PolicyState;
import io.customerkey.dep.statement.AvailabilityCopy;
import io.customerkey.dep.statement.RecordFacts;
import io.customerkey.dep.statement.Sequence;
import io.customerkey.dep.statement.SettingsFacts;
import io.customerkey.dep.statement.StatementAuthor;
import io.customerkey.dep.workflow.ClaimedCreation;
import io.customerkey.dep.workflow.Position;
import io.customerkey.dep.workflow.ProvisionedKey;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The statements of a creation. Record and settings are signed in one transaction with their
 * sequences; the settings say what will hold from the activation on, so that the proof and every
 * later step speak of the same bytes.
 */
@ApplicationScoped
class CreationStatements {
  private final StatementAuthor author;

  CreationStatements(StatementAuthor author) {
    this.author = author;
  }

  /** Stores keys, record and settings in the transaction at hand. */
  Uni<Void> write(
      ClaimedCreation creation, int availabilityKeyVersion, ProvisionedKey key, Instant now) {
    Policy policy = creation.policy();
    UUID id = policy.draft().id().toUuid();
    return pin(id, key)
        .flatMap(pinned -> previous(policy.generation()))
        .flatMap(previous ->
            IncarnationEntity.locked()
                .flatMap(incarnation -> {
                  Sequence first = incarnation.next();
                  Sequence second = incarnation.next();
                  SignedStatement record =
                      author.record(
                          recordFacts(creation, availabilityKeyVersion, key, first, previous, now));
                  SignedStatement settings = author.settings(settingsFacts(policy, second, now));
                  return new PolicyRecordEntity(id, policy.generation().toUuid(), first, record)
                      .persist()
                      .flatMap(stored -> new PolicySettingsEntity(id, second, settings).persist());
                }))
        .flatMap(stored -> Panache.flush());
  }

  private static Uni<Void> pin(UUID policy, ProvisionedKey key) {
    return PolicyKeyEntity.<PolicyKeyEntity>list("policyId = ?1 order by slot", policy)
        .invoke(rows -> {
          for (int i = 0; i < rows.size(); i++) {
            rows.get(i).pin(key.customerKeys().get(i).key());
          }
        })
        .replaceWithVoid();
  }

  private static Uni<StatementHash> previous(GenerationId generation) {
    return PolicyRecordEntity.<@Nullable PolicyRecordEntity>find(
            PolicyRecordEntity.NEWEST, generation.toUuid())
        .firstResult()
        .map(newest -> newest == null ? StatementHash.NONE : newest.toHash());
  }

  private static RecordFacts recordFacts(
      ClaimedCreation creation,
      int availabilityKeyVersion,
      ProvisionedKey key,
      Sequence sequence,
      StatementHash previous,
      Instant now) {
    Policy policy = creation.policy();
    return new RecordFacts(
        policy.draft().tenant(),
        policy.draft().workload(),
        policy.providerManaged(),
        creation.directory(),
        policy.draft().id(),
        policy.generation(),
        policy.version(),
        sequence,
        previous,
        key.customerKeys(),
        new AvailabilityCopy(
            creation.availabilityKey(), availabilityKeyVersion, key.availabilityCopy()),
        key.checkValue(),
        now);
  }

  private static SettingsFacts settingsFacts(Policy policy, Sequence sequence, Instant now) {
    return new SettingsFacts(
        policy.draft().tenant(),
        policy.draft().workload(),
        policy.draft().id(),
        sequence,
        PolicyState.ACTIVE,
        policy.generation(),
        policy.draft().settings(),
        Optional.empty(),
        now);
  }

  /** Record and settings as they are in the database. */
  static Uni<Position> readBack(UUID policy) {
    return PolicyRecordEntity.<PolicyRecordEntity>find(
            "policyId = ?1 order by incarnation desc, counter desc", policy)
        .firstResult()
        .flatMap(record ->
            PolicySettingsEntity.<PolicySettingsEntity>find(PolicySettingsEntity.NEWEST, policy)
                .firstResult()
                .map(settings ->
                    new Position.BeforeProof(record.toStatement(), settings.toStatement())));
  }
}
