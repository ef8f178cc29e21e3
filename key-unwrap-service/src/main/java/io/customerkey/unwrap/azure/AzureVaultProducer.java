package io.customerkey.unwrap.azure;

import io.customerkey.crypto.SecretBytes;
import io.customerkey.unwrap.vault.CustomerVault;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Executors;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Makes the vault adapter from the service's configuration. */
@ApplicationScoped
class AzureVaultProducer {
  private static final Duration CONNECT = Duration.ofSeconds(2);
  private static final Duration RESPONSE = Duration.ofSeconds(5);
  private static final Duration LOGIN = Duration.ofSeconds(10);

  @Produces
  @Singleton
  CustomerVault vault(
      @ConfigProperty(name = "customerkey.azure.client-id") String clientId,
      @ConfigProperty(name = "customerkey.azure.client-secret") String clientSecret,
      @ConfigProperty(
              name = "customerkey.azure.authority",
              defaultValue = "https://login.microsoftonline.com")
          URI authority,
      @ConfigProperty(name = "customerkey.azure.trust") Optional<Path> trust,
      MeterRegistry meters,
      Clock clock) {
    AzureSettings settings =
        new AzureSettings(
            clientId,
            SecretBytes.takeOwnershipOf(clientSecret.getBytes(StandardCharsets.UTF_8)),
            authority,
            trust,
            CONNECT,
            RESPONSE,
            LOGIN);
    return new AzureVault(
        settings,
        Executors.newVirtualThreadPerTaskExecutor(),
        UnknownAnswers.counted(meters),
        clock);
  }
}
