package io.customerkey.dep.fake;

import io.customerkey.crypto.id.AvailabilityKeyId;
import io.customerkey.crypto.id.PolicyId;
import io.customerkey.crypto.id.TenantId;
import io.customerkey.dep.audit.RequestId;
import io.customerkey.dep.workflow.AvailabilityKeys;
import io.customerkey.protocol.common.v1.FailureReason;
import io.customerkey.protocol.failure.CustomerKeyException;
import io.quarkus.test.Mock;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * availability-key-vault by its rules: one key for an id and one for a policy, none given back once
 * it was proven, nothing while it is down.
 */
@Mock
@ApplicationScoped
public class AvailabilityVaultFake implements AvailabilityKeys {
  private final Map<AvailabilityKeyId, PolicyId> keys = new ConcurrentHashMap<>();
  private final Set<AvailabilityKeyId> proven = ConcurrentHashMap.newKeySet();
  private volatile boolean down;
  private volatile boolean holdingOn;

  public void down(boolean value) {
    this.down = value;
  }

  /** Whether it takes no key back for now. */
  public void holdingOn(boolean value) {
    this.holdingOn = value;
  }

  public boolean holds(AvailabilityKeyId key) {
    return keys.containsKey(key);
  }

  public boolean holdsAnyOf(PolicyId policy) {
    return keys.containsValue(policy);
  }

  public void forget(AvailabilityKeyId key) {
    keys.remove(key);
    proven.remove(key);
  }

  void prove(AvailabilityKeyId key) {
    proven.add(key);
  }

  @Override
  public Uni<Integer> create(
      TenantId tenant, PolicyId policy, AvailabilityKeyId key, RequestId request) {
    return Uni.createFrom()
        .item(() -> {
          requireUp();
          if (!keys.containsKey(key) && keys.containsValue(policy)) {
            throw CustomerKeyException.invalid(
                "availability_key_id", "the policy has another availability key");
          }
          PolicyId before = keys.putIfAbsent(key, policy);
          if (before != null && !before.equals(policy)) {
            throw CustomerKeyException.invalid("availability_key_id", "of another policy");
          }
          return 1;
        });
  }

  @Override
  public Uni<Void> discard(
      TenantId tenant, PolicyId policy, AvailabilityKeyId key, RequestId request) {
    return Uni.createFrom()
        .item(() -> {
          requireUp();
          if (holdingOn) {
            throw CustomerKeyException.of(
                FailureReason.FAILURE_REASON_DEPENDENCY_UNAVAILABLE, "not now");
          }
          if (proven.contains(key)) {
            throw CustomerKeyException.invalid("availability_key_id", "a record was seen");
          }
          keys.remove(key);
          return key;
        })
        .replaceWithVoid();
  }

  private void requireUp() {
    if (down) {
      throw CustomerKeyException.of(
          FailureReason.FAILURE_REASON_DEPENDENCY_UNAVAILABLE, "no answer");
    }
  }
}
