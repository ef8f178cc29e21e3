package io.customerkey.encryptor.assembly;

import io.customerkey.encryptor.assignment.Assignments;
import io.customerkey.encryptor.lease.Moment;
import io.customerkey.encryptor.lease.Moments;
import io.customerkey.encryptor.objectkey.KeyUnwrap;
import io.customerkey.encryptor.objectkey.ObjectStore;
import io.customerkey.encryptor.reencryption.AssignmentSweep;
import io.customerkey.encryptor.reencryption.Reassignment;
import io.customerkey.encryptor.reencryption.ReencryptionStore;
import io.quarkus.arc.DefaultBean;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Clock;

/** The parts that are the same for every kind of key. */
@Singleton
final class KeyParts {
  @Produces
  @Singleton
  @DefaultBean
  Moments moments(Clock clock) {
    return () -> new Moment(clock.instant(), System.nanoTime());
  }

  @Produces
  @Singleton
  Reassignment reassignment(
      ReencryptionStore store,
      ObjectStore records,
      Assignments assignments,
      KeyUnwrap<?> keyUnwrap,
      Clock clock) {
    return new Reassignment(store, records, assignments, keyUnwrap, clock);
  }

  @Produces
  @Singleton
  AssignmentSweep assignmentSweep(Assignments assignments, Reassignment reassignment) {
    return new AssignmentSweep(assignments, reassignment);
  }
}
