package io.customerkey.dep.onboarding;

import io.customerkey.crypto.id.TenantId;
import io.customerkey.dep.audit.RequestId;
import io.customerkey.dep.tenant.DirectoryId;
import io.smallrye.mutiny.Uni;
import java.util.List;

/** Keys as their vaults show them to key-unwrap-service. */
public interface KeyInspection {
  /**
   * Looks at two keys; changes nothing.
   *
   * @return what was seen; fails with ARGUMENT_INVALID, field {@code keys[0]} or {@code keys[1]},
   *     for what is no key id, DEPENDENCY_UNAVAILABLE
   */
  Uni<List<Check>> inspect(Look look, RequestId request);

  /**
   * What is to be looked at.
   *
   * @param id the evidence is kept under it
   * @param tenant owner
   * @param directory of its vaults
   * @param keys two
   * @param profile what is demanded
   */
  record Look(
      ValidationId id, TenantId tenant, DirectoryId directory, KeyPair keys, Profile profile) {}
}
