package io.customerkey.dep.store;

import io.customerkey.dep.statement.Sequence;
import io.quarkus.hibernate.reactive.panache.PanacheEntityBase;
import io.smallrye.mutiny.Uni;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.LockModeType;
import jakarta.persistence.Table;

/** The one row of {@code incarnation}: where sequences come from. */
@Entity
@Table(name = "incarnation")
class IncarnationEntity extends PanacheEntityBase {
  @Id boolean singleton;
  long incarnation;
  long counter;

  protected IncarnationEntity() {}

  /** The row, locked until the transaction ends. */
  static Uni<IncarnationEntity> locked() {
    return findById(true, LockModeType.PESSIMISTIC_WRITE);
  }

  /** The next sequence; taken with the transaction or not at all. */
  Sequence next() {
    counter++;
    return new Sequence(incarnation, counter);
  }
}
