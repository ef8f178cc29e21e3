package io.customerkey.dep.order;

import io.customerkey.crypto.id.GenerationId;
import io.customerkey.crypto.id.KeyKind;
import io.customerkey.crypto.id.PolicyId;
import io.customerkey.crypto.id.TenantId;

/**
 * Between which generations keys are to move.
 *
 * @param tenant owner of both policies
 * @param source where the keys are
 * @param target where they are wanted
 * @param kind mailbox or site keys
 */
public record RewrapRequest(TenantId tenant, End source, End target, KeyKind kind) {
  /**
   * One end.
   *
   * @param policy the policy
   * @param generation its generation
   */
  public record End(PolicyId policy, GenerationId generation) {}
}
