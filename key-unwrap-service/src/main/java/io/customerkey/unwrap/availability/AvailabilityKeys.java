package io.customerkey.unwrap.availability;

import io.customerkey.crypto.Bytes;
import io.customerkey.crypto.id.AvailabilityKeyId;
import io.customerkey.crypto.key.PolicyKey;
import io.customerkey.crypto.key.SlotPayload;
import io.customerkey.servicekit.identity.Caller;
import io.customerkey.unwrap.policy.PolicyRecord;
import io.customerkey.unwrap.policy.PolicyRef;
import io.smallrye.mutiny.Uni;

/**
 * availability-key-vault. Laws: what {@code wrap} made {@code unwrap} opens; it fails with its own
 * refusal ({@code RefusedException}), and with DEPENDENCY_UNAVAILABLE where it cannot be asked, in
 * which case the availability key is not used.
 */
public interface AvailabilityKeys {
  /**
   * @param ref the policy key
   * @param key the availability key and its version; its copy is not there yet
   * @param payload to be wrapped; still the caller's to close
   * @param caller whose request this is a part of
   * @return the wrapped copy, 72 bytes
   */
  Uni<Bytes> wrap(PolicyRef ref, KeyVersion key, SlotPayload payload, Caller caller);

  /**
   * @param record a believed record with an availability copy
   * @param caller whose request this is a part of
   * @return nothing, once the copy opened to the right key there
   */
  Uni<Void> prove(PolicyRecord record, Caller caller);

  /**
   * @param request what is wanted and why it is needed
   * @return the policy key, the caller's to close; its check value is still to be verified
   */
  Uni<PolicyKey> unwrap(AvailabilityRequest request);

  /**
   * @param notice a denial that began or ended; repeated until acknowledged
   * @return the epoch that holds there now: the notice's once it is taken over; a higher one where
   *     it came too late and changed nothing
   */
  Uni<Long> setDenial(DenialNotice notice);

  /**
   * An availability key.
   *
   * @param key which
   * @param version from 1
   */
  record KeyVersion(AvailabilityKeyId key, int version) {}
}
