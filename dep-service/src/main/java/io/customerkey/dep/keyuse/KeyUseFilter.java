package io.customerkey.dep.keyuse;

import io.customerkey.crypto.id.PolicyId;
import java.util.Optional;

/**
 * Which uses are listed.
 *
 * @param kind of key
 * @param policy whose
 */
public record KeyUseFilter(Optional<KeyUseKind> kind, Optional<PolicyId> policy) {}
