package io.customerkey.unwrap.assembly;

import io.quarkus.runtime.configuration.MemorySize;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.nio.file.Path;
import java.util.Optional;

/** Where attempts are kept while the database is away. */
@ConfigMapping(prefix = "customerkey.spool")
interface SpoolSettings {
  /**
   * A folder on a local disk that survives restarts. Without one, keys that are not in memory are
   * not opened while the database is away.
   */
  Optional<Path> folder();

  /** The most that is kept; keys that are not in memory are not opened when it is reached. */
  @WithDefault("64M")
  MemorySize limit();
}
