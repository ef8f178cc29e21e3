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
}
