package io.customerkey.dep.policy;

import io.customerkey.crypto.id.PolicyId;
import io.customerkey.crypto.id.TenantId;
import io.customerkey.crypto.id.Workload;
import io.customerkey.dep.tenant.Name;
import io.customerkey.protocol.failure.CustomerKeyException;
import java.util.List;

/**
 * What an admin asks for: the part of a policy that a retry must repeat.
 *
 * @param id chosen by the admin
 * @param tenant owner
 * @param workload what it may protect
 * @param name for people
 * @param keys exactly two, in slot order
 * @param settings chosen or defaults
 */
public record PolicyDraft(
    PolicyId id,
    TenantId tenant,
    Workload workload,
    Name name,
    List<KeyUri> keys,
    PolicySettings settings) {
  /** How many customer keys a policy has. */
  public static final int KEYS = 2;

  /** Refuses another number of keys with ARGUMENT_INVALID, field {@code keys}. */
  public PolicyDraft {
    keys = List.copyOf(keys);
    if (keys.size() != KEYS) {
      throw CustomerKeyException.invalid("keys", "exactly two keys, in two vaults");
    }
  }
}
