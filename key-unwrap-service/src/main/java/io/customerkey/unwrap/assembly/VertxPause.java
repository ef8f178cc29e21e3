package io.customerkey.unwrap.assembly;

import io.customerkey.unwrap.time.Pause;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import java.time.Duration;

/**
 * Pauses by a timer of Vert.x, so that what follows runs on the caller's context.
 *
 * @param vertx of the application
 */
record VertxPause(Vertx vertx) implements Pause {
  @Override
  public Uni<Void> of(Duration span) {
    if (span.toMillis() == 0) {
      return Uni.createFrom().voidItem();
    }
    return Uni.createFrom()
        .emitter(emitter -> {
          long timer = vertx.setTimer(span.toMillis(), fired -> emitter.complete(null));
          emitter.onTermination(() -> vertx.cancelTimer(timer));
        });
  }
}
