package io.customerkey.exchange.assembly;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** What an operator may set. */
@ConfigMapping(prefix = "customerkey.exchange")
public interface Settings {
  /** Uploads at the same time in one instance; one more is refused with OVERLOADED. */
  @WithDefault("16")
  int maxUploads();

  /** Downloads at the same time in one instance; one more is refused with OVERLOADED. */
  @WithDefault("32")
  int maxDownloads();

  /** An upload on which nothing comes for so long is ended. */
  @WithDefault("60s")
  Duration streamIdle();

  /**
   * An upload that nobody has kept alive for so long is swept. Longer than 10 s: so often uploads
   * are kept alive; several times that is wise.
   */
  @WithDefault("60s")
  Duration orphanAge();

  /** How often uploads that nobody keeps alive and items past their time are swept. */
  @WithDefault("60s")
  Duration sweepInterval();
}
