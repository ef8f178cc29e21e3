package io.customerkey.availability.policy;

import io.customerkey.availability.rules.Mode;
import io.customerkey.crypto.Bytes;
import io.customerkey.crypto.id.PolicyId;
import io.customerkey.crypto.id.TenantId;
import io.customerkey.crypto.statement.StatementHash;
import java.util.Optional;

/**
 * A policy as it is stored here.
 *
 * @param policy the policy
 * @param tenant its owner
 * @param mode the tenant's choice for the availability key
 * @param settings the newest signed settings; empty: none arrived yet
 */
public record KnownPolicy(
    PolicyId policy, TenantId tenant, Mode mode, Optional<StoredSettings> settings) {

  /**
   * A settings statement as it was taken over.
   *
   * @param statement the serialized {@code SignedStatement}, verified again at each use, so that a
   *     changed row is found
   * @param sequence its place
   * @param hash of its signed bytes
   */
  public record StoredSettings(Bytes statement, StatementSequence sequence, StatementHash hash) {}
}
