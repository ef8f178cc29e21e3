package io.customerkey.unwrap.policykey;

import io.customerkey.unwrap.attempt.Cause;
import io.customerkey.unwrap.policy.PolicyRecord;
import io.smallrye.mutiny.Uni;

/**
 * Opens a policy key only with room for it in memory.
 *
 * @param opening asks the vaults
 * @param eviction makes room
 */
public record RoomForEach(Opening opening, Eviction eviction) implements Opening {
  @Override
  public Uni<Result> open(PolicyRecord record, Cause cause) {
    return Uni.createFrom()
        .deferred(() -> {
          eviction.makeRoom(record);
          return opening.open(record, cause);
        });
  }
}
