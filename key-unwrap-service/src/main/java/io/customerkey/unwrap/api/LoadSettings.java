package io.customerkey.unwrap.api;

import io.quarkus.runtime.configuration.MemorySize;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** How many calls may wait for a policy key that is not in memory. */
@ConfigMapping(prefix = "customerkey.load")
interface LoadSettings {
  /** Calls for one policy. */
  @WithDefault("256")
  int waitingPerPolicy();

  /** Calls of one tenant, rewraps among them. */
  @WithDefault("1024")
  int waitingPerTenant();

  /** Batches of all waiting calls together. */
  @WithDefault("64M")
  MemorySize waitingBytes();
}
