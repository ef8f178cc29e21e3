package io.customerkey.encryptor.fake;

import jakarta.enterprise.inject.Any;
import jakarta.inject.Singleton;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** The peers of the service under test. */
@Singleton
public final class Peers {
  final Policies policies;
  final FakeKeyUnwrap keyUnwrap;
  final FakeAssignments assignments;

  /** Theirs, and that of the service. */
  final int port;

  Peers(
      Policies policies,
      @Any FakeKeyUnwrap keyUnwrap,
      @Any FakeAssignments assignments,
      @ConfigProperty(name = "encryptor.test.port") int port) {
    this.policies = policies;
    this.keyUnwrap = keyUnwrap;
    this.assignments = assignments;
    this.port = port;
  }
}
