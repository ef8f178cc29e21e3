package io.customerkey.unwrap.availability;

import io.smallrye.mutiny.Uni;
import java.util.List;

/**
 * Notices that availability-key-vault has not acknowledged yet; written in the transaction that
 * changed the verdict.
 */
public interface DenialNotices {
  /**
   * @return those not acknowledged, oldest first, a bounded number
   */
  Uni<List<DenialNotice>> open();

  /**
   * @param notice was acknowledged; a newer one of the same generation stays open
   * @return nothing, once that is written
   */
  Uni<Void> acknowledged(DenialNotice notice);

  /**
   * Gives an open notice a new epoch. A peer that remembers a later one means that this service's
   * database was put back to an older state; what is known now has to count all the same.
   *
   * @param notice that came too late
   * @param above the policy's epoch is higher from now on
   * @return nothing, once that is written
   */
  Uni<Void> raise(DenialNotice notice, long above);
}
