package io.customerkey.crypto.key;

import io.customerkey.crypto.id.GenerationId;
import io.customerkey.crypto.id.PolicyId;
import io.customerkey.crypto.id.Slot;
import io.customerkey.crypto.id.TenantId;
import io.customerkey.crypto.id.Workload;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/**
 * Where a copy of a policy key belongs.
 *
 * <p>Its hash is {@code SHA-256("customerkey/slot/v1" ‖ tenant ‖ workload u8 ‖ policy ‖ generation
 * ‖ slot u8)}.
 *
 * @param tenant owner of the policy
 * @param workload what the policy protects
 * @param policy the policy
 * @param generation which of its policy keys
 * @param slot which root key the copy is for
 */
public record SlotContext(
    TenantId tenant, Workload workload, PolicyId policy, GenerationId generation, Slot slot) {
  static final int HASH_SIZE = 32;

  /**
   * {@return the same policy key in that slot}
   *
   * @param other another slot
   */
  public SlotContext in(Slot other) {
    return new SlotContext(tenant, workload, policy, generation, other);
  }

  byte[] hash() {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      digest.update("customerkey/slot/v1".getBytes(StandardCharsets.US_ASCII));
      digest.update(tenant.toByteArray());
      digest.update((byte) workload.number());
      digest.update(policy.toByteArray());
      digest.update(generation.toByteArray());
      digest.update((byte) slot.number());
      return digest.digest();
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("SHA-256 is part of the JDK", e);
    }
  }
}
