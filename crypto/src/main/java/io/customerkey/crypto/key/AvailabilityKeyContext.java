package io.customerkey.crypto.key;

import io.customerkey.crypto.id.AvailabilityKeyId;
import io.customerkey.crypto.id.KeyVersionId;
import io.customerkey.crypto.id.PolicyId;
import io.customerkey.crypto.id.TenantId;
import java.nio.ByteBuffer;

/**
 * What an availability key is bound to while it lies wrapped under the HSM's key. The associated
 * data of that AES-256-GCM call is
 *
 * <pre>{@code
 * 1 u8 ‖ tenant (16) ‖ policy (16) ‖ availability key id (16) ‖ its version (16) ‖ length u8 ‖ HSM key label (ASCII)
 * }</pre>
 *
 * @param tenant owner of the policy
 * @param policy the policy
 * @param availabilityKey the availability key
 * @param version which version of it
 * @param hsmKey the key inside the HSM
 */
public record AvailabilityKeyContext(
    TenantId tenant,
    PolicyId policy,
    AvailabilityKeyId availabilityKey,
    KeyVersionId version,
    HsmKeyId hsmKey) {
  private static final int FORMAT_VERSION = 1;
  private static final int FIXED_SIZE = 1 + 4 * 16 + 1;

  /** {@return the associated data} */
  public byte[] associatedData() {
    byte[] label = hsmKey.encoded();
    return ByteBuffer.allocate(FIXED_SIZE + label.length)
        .put((byte) FORMAT_VERSION)
        .put(tenant.toByteArray())
        .put(policy.toByteArray())
        .put(availabilityKey.toByteArray())
        .put(version.toByteArray())
        .put((byte) label.length)
        .put(label)
        .array();
  }
}
