package io.customerkey.availability.hsm;

import io.customerkey.crypto.key.HsmKeyId;
import io.quarkus.runtime.Startup;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.nio.file.Path;
import java.util.random.RandomGenerator;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * The key-encryption key that the configuration names, opened at start: without it the service does
 * not come up.
 */
@Singleton
public final class ConfiguredKey {
  @Produces
  @Singleton
  @Startup
  KeyEncryptionKey open(
      @ConfigProperty(name = "customerkey.hsm.type") HsmType type,
      @ConfigProperty(name = "customerkey.hsm.store") Path store,
      @ConfigProperty(name = "customerkey.hsm.password") String password,
      @ConfigProperty(name = "customerkey.hsm.key") String key,
      RandomGenerator random) {
    return KeyStoreKey.open(new HsmLocation(type, store, password, new HsmKeyId(key)), random);
  }
}
