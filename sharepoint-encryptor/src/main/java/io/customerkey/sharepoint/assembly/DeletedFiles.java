package io.customerkey.sharepoint.assembly;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** What becomes of deleted files. */
@ConfigMapping(prefix = "customerkey.deleted-files")
public interface DeletedFiles {
  /** They can be restored for so long, ten years at most, then they go for good. */
  @WithDefault("30d")
  Duration retention();
}
