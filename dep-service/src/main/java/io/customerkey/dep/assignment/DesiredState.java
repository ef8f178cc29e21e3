package io.customerkey.dep.assignment;

import io.customerkey.crypto.id.GenerationId;
import io.customerkey.crypto.id.ObjectId;
import io.customerkey.crypto.id.PolicyId;
import io.customerkey.crypto.statement.SignedStatement;
import io.smallrye.mutiny.Uni;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** What the encryptors fetch. */
public interface DesiredState {
  /** Assignments of those that have one, in order of id; one statement. */
  Uni<List<DesiredAssignment>> fetch(ObjectKind kind, List<ObjectId> objects);

  /** All assignments of a kind in order of id. */
  Uni<List<DesiredAssignment>> list(ObjectKind kind, Optional<ObjectId> after, int limit);

  /** Newest record of each generation. */
  Uni<List<SignedStatement>> records(Collection<GenerationId> generations);

  /** Newest record of a generation of a policy; fails with NOT_FOUND. */
  Uni<SignedStatement> record(PolicyId policy, GenerationId generation);
}
