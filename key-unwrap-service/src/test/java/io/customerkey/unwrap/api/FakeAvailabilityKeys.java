package io.customerkey.unwrap.api;

import io.customerkey.crypto.Bytes;
import io.customerkey.crypto.CryptoRefusedException;
import io.customerkey.crypto.SecretBytes;
import io.customerkey.crypto.SecureRandomSource;
import io.customerkey.crypto.id.AvailabilityKeyId;
import io.customerkey.crypto.id.PolicyId;
import io.customerkey.crypto.id.Slot;
import io.customerkey.crypto.key.AvailabilityKey;
import io.customerkey.crypto.key.PolicyKey;
import io.customerkey.crypto.key.SlotPayload;
import io.customerkey.servicekit.identity.Caller;
import io.customerkey.unwrap.availability.AvailabilityKeys;
import io.customerkey.unwrap.availability.AvailabilityRequest;
import io.customerkey.unwrap.availability.DenialNotice;
import io.customerkey.unwrap.policy.Action;
import io.customerkey.unwrap.policy.AvailabilityCopy;
import io.customerkey.unwrap.policy.PolicyRecord;
import io.customerkey.unwrap.policy.PolicyRef;
import io.customerkey.unwrap.refusal.Reason;
import io.customerkey.unwrap.refusal.RefusedException;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.Priority;
import jakarta.enterprise.inject.Alternative;
import jakarta.inject.Singleton;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;

/**
 * availability-key-vault in memory: keys are made when they are first named, wrapping is the real
 * one, users are refused while their policy is denied, and every use and notice is kept for the
 * test to see.
 */
@Alternative
@Priority(1)
@Singleton
public final class FakeAvailabilityKeys implements AvailabilityKeys {
  private final Map<AvailabilityKeyId, AvailabilityKey> keys = new ConcurrentHashMap<>();
  private final Set<PolicyId> denied = ConcurrentHashMap.newKeySet();
  private final Map<PolicyId, Long> epochs = new ConcurrentHashMap<>();
  private final Queue<AvailabilityRequest> uses = new ConcurrentLinkedQueue<>();
  private final SecureRandomSource random = new SecureRandomSource();

  Queue<AvailabilityRequest> uses() {
    return uses;
  }

  /** As if it had been told of that policy up to that epoch. */
  void remembers(PolicyId policy, long epoch) {
    epochs.put(policy, epoch);
  }

  boolean isDenied(PolicyId policy) {
    return denied.contains(policy);
  }

  @Override
  public Uni<Bytes> wrap(PolicyRef ref, KeyVersion key, SlotPayload payload, Caller caller) {
    return Uni.createFrom().item(() -> key(key.key()).wrap(payload));
  }

  @Override
  public Uni<Void> prove(PolicyRecord record, Caller caller) {
    return Uni.createFrom().item(() -> open(record)).invoke(PolicyKey::close).replaceWithVoid();
  }

  @Override
  public Uni<PolicyKey> unwrap(AvailabilityRequest request) {
    return Uni.createFrom()
        .item(() -> {
          boolean user = request.purpose().action() == Action.USER;
          if (user && denied.contains(request.record().ref().policy())) {
            throw RefusedException.of(Reason.CUSTOMER_KEY_DENIED, "denied before");
          }
          uses.add(request);
          return open(request.record());
        });
  }

  @Override
  public Uni<Long> setDenial(DenialNotice notice) {
    return Uni.createFrom()
        .item(() -> {
          PolicyId policy = notice.ref().policy();
          long before = epochs.getOrDefault(policy, 0L);
          if (notice.epoch() <= before) {
            return before;
          }
          epochs.put(policy, notice.epoch());
          if (notice.denied()) {
            denied.add(policy);
          } else {
            denied.remove(policy);
          }
          return notice.epoch();
        });
  }

  private PolicyKey open(PolicyRecord record) {
    AvailabilityCopy copy = record.availability().orElseThrow();
    try (SlotPayload payload = key(copy.key()).unwrap(copy.wrapped())) {
      PolicyKey key = payload.open(record.context(Slot.AVAILABILITY));
      key.verify(record.ref().generation(), record.checkValue());
      return key;
    } catch (CryptoRefusedException wrong) {
      throw RefusedException.of(Reason.KEY_MATERIAL_FAULT, "the copy does not open");
    }
  }

  private AvailabilityKey key(AvailabilityKeyId id) {
    return keys.computeIfAbsent(
        id,
        made -> AvailabilityKey.takeOwnershipOf(SecretBytes.random(AvailabilityKey.SIZE, random)));
  }
}
