package io.customerkey.dep.store;

import io.customerkey.crypto.statement.SignedStatement;
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

/** Row of {@code policy_settings}; never changed. */
@Entity
@Table(name = "policy_settings")
class PolicySettingsEntity extends PanacheEntityBase {
  static final String NEWEST = "policyId = ?1 order by incarnation desc, counter desc";

  @Id
  @GeneratedValue(strategy = GenerationType.IDENTITY)
  @Column(name = "policy_settings_id")
  @Nullable Long id;

  @Column(name = "policy_id")
  UUID policyId;

  long incarnation;
  long counter;
  byte[] statement;
  byte[] hash;

  @SuppressWarnings("NullAway.Init") // Hibernate fills the fields.
  protected PolicySettingsEntity() {}

  PolicySettingsEntity(UUID policyId, Sequence sequence, SignedStatement statement) {
    this.policyId = policyId;
    this.incarnation = sequence.incarnation();
    this.counter = sequence.counter();
    this.statement = StoredStatement.write(statement);
    this.hash = statement.hash().bytes().toByteArray();
  }

  SignedStatement toStatement() {
    return StoredStatement.read(statement);
  }
}
