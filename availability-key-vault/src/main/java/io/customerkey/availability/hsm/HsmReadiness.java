package io.customerkey.availability.hsm;

import io.smallrye.health.api.AsyncHealthCheck;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/** Ready while the HSM answers; the database is checked by the platform. */
@Readiness
@Singleton
final class HsmReadiness implements AsyncHealthCheck {
  private static final String NAME = "hsm";

  private final KeyEncryptionKey kek;
  private final HsmWorkers workers;

  HsmReadiness(KeyEncryptionKey kek, HsmWorkers workers) {
    this.kek = kek;
    this.workers = workers;
  }

  @Override
  public Uni<HealthCheckResponse> call() {
    return workers
        .run(() -> {
          kek.check();
          return HealthCheckResponse.up(NAME);
        })
        .onFailure()
        .recoverWithItem(HealthCheckResponse.down(NAME));
  }
}
