package io.customerkey.unwrap.availability;

import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;

/** Tells availability-key-vault of denials until it has acknowledged each. */
public final class DenialSender {
  private final DenialNotices notices;
  private final AvailabilityKeys keys;

  /**
   * @param notices still open
   * @param keys hears of them
   */
  public DenialSender(DenialNotices notices, AvailabilityKeys keys) {
    this.notices = notices;
    this.keys = keys;
  }

  /**
   * @return nothing, once every open notice was tried; fails with the first failure
   */
  public Uni<Void> tick() {
    return notices
        .open()
        .chain(open ->
            Multi.createFrom()
                .iterable(open)
                .onItem()
                .transformToUniAndConcatenate(
                    notice -> keys.setDenial(notice).chain(() -> notices.acknowledged(notice)))
                .collect()
                .asList()
                .replaceWithVoid());
  }
}
