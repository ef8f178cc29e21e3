package io.customerkey.dep.policy;

import io.customerkey.dep.audit.Actor;
import io.customerkey.dep.audit.RequestId;
import io.smallrye.mutiny.Uni;
import java.util.List;

/**
 * The brakes of key-unwrap-service. Every call fails with DEPENDENCY_UNAVAILABLE where it does not
 * answer.
 */
public interface Brakes {
  /** Those that were ever on, in order of their causes. */
  Uni<List<Brake>> list(RequestId request);

  /** Fails with ARGUMENT_INVALID for an unknown cause, NOT_FOUND where it was never on. */
  Uni<Brake> rule(String cause, Ruling ruling, Actor operator);

  /** How an operator rules. */
  enum Ruling {
    /** The denials are the tenants' wish. */
    CONFIRMED,
    /** The brake is lifted: what it held has to be confirmed anew. */
    RELEASED
  }
}
