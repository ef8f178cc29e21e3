package io.customerkey.unwrap.api;

import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

/** Makes the bounds of what waits from the service's configuration. */
@Singleton
final class LoadProducer {
  @Produces
  @Singleton
  Load load(LoadSettings settings) {
    return new Load(
        new Load.Limits(
            settings.waitingPerPolicy(),
            settings.waitingPerTenant(),
            settings.waitingBytes().asLongValue()));
  }
}
