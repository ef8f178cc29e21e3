package io.customerkey.dep.store;

import io.customerkey.crypto.Bytes;
import io.customerkey.crypto.statement.SignedStatement;
import io.customerkey.crypto.statement.StatementHash;
import io.customerkey.dep.statement.Sequence;
import io.quarkus.hibernate.reactive.panache.PanacheEntityBase;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Row of {@code policy_record}; never changed. */
@Entity
@Table(name = "policy_record")
class PolicyRecordEntity extends PanacheEntityBase {
  static final String NEWEST = "generationId = ?1 order by incarnation desc, counter desc";

  @Id
  @GeneratedValue(strategy = GenerationType.IDENTITY)
  @Column(name = "policy_record_id")
  @Nullable Long id;

  @Column(name = "policy_id")
  UUID policyId;

  @Column(name = "generation_id")
  UUID generationId;

  long incarnation;
  long counter;
  byte[] statement;
  byte[] hash;

  @SuppressWarnings("NullAway.Init") // Hibernate fills the fields.
  protected PolicyRecordEntity() {}

  PolicyRecordEntity(
      UUID policyId, UUID generationId, Sequence sequence, SignedStatement statement) {
    this.policyId = policyId;
    this.generationId = generationId;
    this.incarnation = sequence.incarnation();
    this.counter = sequence.counter();
    this.statement = StoredStatement.write(statement);
    this.hash = statement.hash().bytes().toByteArray();
  }

  SignedStatement toStatement() {
    return StoredStatement.read(statement);
  }

  StatementHash toHash() {
    return new StatementHash(Bytes.copyOf(hash));
  }
}
