package io.customerkey.unwrap.time;

import io.smallrye.mutiny.Uni;
import java.time.Duration;

/** Lets time pass without holding a thread. */
@FunctionalInterface
public interface Pause {
  /**
   * @param span how long, from subscription
   * @return nothing, once it has passed; cancelling ends the wait
   */
  Uni<Void> of(Duration span);
}
