package io.customerkey.encryptor.assembly;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** What an operator may set of every encryptor. */
@ConfigMapping(prefix = "customerkey.encryptor")
public interface KeySettings {
  /** Most keys that are cached. */
  @WithDefault("100000")
  int cachedKeys();

  /** How often all assignments are searched for what events missed. */
  @WithDefault("60s")
  Duration sweepInterval();
}
