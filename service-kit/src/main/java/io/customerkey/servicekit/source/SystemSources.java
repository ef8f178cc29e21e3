package io.customerkey.servicekit.source;

import io.customerkey.crypto.SecureRandomSource;
import io.customerkey.crypto.SystemSource;
import io.quarkus.arc.DefaultBean;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.random.RandomGenerator;

/** The wall clock and the cryptographic random source of the process; tests replace them. */
@SystemSource
@Singleton
public final class SystemSources {

  @Produces
  @Singleton
  @DefaultBean
  Clock clock() {
    return Clock.systemUTC();
  }

  @Produces
  @Singleton
  @DefaultBean
  RandomGenerator random() {
    return new SecureRandomSource();
  }
}
