package io.customerkey.encryptor.assembly;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** What an operator may set of every encryptor. */
@ConfigMapping(prefix = "customerkey.encryptor")
public interface KeySettings {
  /** Most keys that are cached. */
  @WithDefault("100000")
  int cachedKeys();
}
