package io.customerkey.availability.hsm;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.core.Vertx;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.concurrent.Callable;

/** Runs what blocks on the HSM on worker threads and comes back to the caller's event loop. */
@Singleton
public final class HsmWorkers {
  private static final Duration PATIENCE = Duration.ofSeconds(5);

  private final Vertx vertx;

  HsmWorkers(Vertx vertx) {
    this.vertx = vertx;
  }

  /**
   * @param work calls the HSM
   * @param <T> what it answers
   * @return the answer; fails with {@link HsmUnavailableException} after five seconds, so that a
   *     hanging HSM holds no database connection
   */
  public <T> Uni<T> run(Callable<T> work) {
    return vertx
        .executeBlocking(work, false)
        .ifNoItem()
        .after(PATIENCE)
        .failWith(() -> new HsmUnavailableException("the HSM did not answer in time"));
  }
}
