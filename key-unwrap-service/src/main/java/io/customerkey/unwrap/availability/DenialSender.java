package io.customerkey.unwrap.availability;

import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/** Tells availability-key-vault of denials until it has acknowledged each. */
public final class DenialSender {
  private static final int AT_ONCE = 8;

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
   * @return nothing, once every open notice was tried; fails with the first failure then
   */
  public Uni<Void> tick() {
    Queue<Throwable> failures = new ConcurrentLinkedQueue<>();
    return notices
        .open()
        .chain(open ->
            Multi.createFrom()
                .iterable(open)
                .onItem()
                .transformToUni(notice ->
                    tell(notice).onFailure().invoke(failures::add).onFailure().recoverWithNull())
                .merge(AT_ONCE)
                .collect()
                .asList())
        .chain(() -> {
          Throwable first = failures.peek();
          return first == null ? Uni.createFrom().voidItem() : Uni.createFrom().failure(first);
        });
  }

  private Uni<Void> tell(DenialNotice notice) {
    return keys.setDenial(notice)
        .chain(epoch ->
            epoch > notice.epoch() ? notices.raise(notice, epoch) : notices.acknowledged(notice));
  }
}
