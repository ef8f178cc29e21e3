package io.customerkey.dep.workflow;

import io.customerkey.crypto.id.Id128;
import io.customerkey.dep.policy.KeyUri;
import io.customerkey.dep.policy.PolicyDraft;
import io.customerkey.dep.policy.ProviderKeys;
import io.customerkey.dep.tenant.DirectoryId;
import io.quarkus.runtime.Startup;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

/**
 * The provider's own keys, from the configuration. One without the other, or another number of keys
 * than two, stops the start.
 */
@Startup
@ApplicationScoped
public class ProviderSettings {
  private static final Logger LOG = Logger.getLogger(ProviderSettings.class);
  private static final String DIRECTORY = "customerkey.provider.directory-id";
  private static final String KEYS = "customerkey.provider.keys";

  private final Optional<ProviderKeys> keys;

  ProviderSettings(
      @ConfigProperty(name = DIRECTORY) Optional<String> directory,
      @ConfigProperty(name = KEYS) Optional<List<String>> keys) {
    this.keys = parse(directory, keys.orElse(List.of()));
    if (this.keys.isEmpty()) {
      LOG.warnf(
          "%s and %s are not set: tenants get no provider-managed policies, and what has no customer's policy takes no content",
          DIRECTORY, KEYS);
    }
  }

  /** Empty: nothing is configured. */
  public Optional<ProviderKeys> keys() {
    return keys;
  }

  static Optional<ProviderKeys> parse(Optional<String> directory, List<String> texts) {
    if (directory.isEmpty() && texts.isEmpty()) {
      return Optional.empty();
    }
    if (directory.isEmpty() || texts.size() != PolicyDraft.KEYS) {
      throw new IllegalStateException(
          DIRECTORY + " and " + KEYS + " go together: a directory and exactly two key URIs");
    }
    List<KeyUri> uris = new ArrayList<>();
    for (String text : texts) {
      uris.add(KeyUri.parse(KEYS, text.trim()));
    }
    return Optional.of(
        new ProviderKeys(new DirectoryId(Id128.parse(directory.get().trim())), uris));
  }
}
