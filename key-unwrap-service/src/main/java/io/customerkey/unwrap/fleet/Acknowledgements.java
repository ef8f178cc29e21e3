package io.customerkey.unwrap.fleet;

import io.customerkey.crypto.id.InstanceId;
import io.customerkey.crypto.id.PolicyId;
import io.smallrye.mutiny.Uni;

/** Which instance has dropped what. */
public interface Acknowledgements {
  /**
   * @param instance that holds nothing of the policy below the epoch any more
   * @param policy the policy
   * @param epoch the epoch
   * @return nothing, once that is written
   */
  Uni<Void> acknowledge(InstanceId instance, PolicyId policy, long epoch);

  /**
   * @param policy the policy
   * @param epoch the epoch
   * @return how many live instances there are, and how many acknowledged
   */
  Uni<Count> count(PolicyId policy, long epoch);

  /**
   * @param instances that live
   * @param acknowledged of them
   */
  record Count(int instances, int acknowledged) {
    /**
     * @return whether all did
     */
    public boolean isComplete() {
      return acknowledged >= instances;
    }
  }
}
