package io.customerkey.exchange.assembly;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** What an operator may set about deleted items. */
@ConfigMapping(prefix = "customerkey.deleted-items")
public interface DeletedItemsSettings {
  /** How long they can be restored, ten years at most; {@code 0}: they are gone at once. */
  @WithDefault("30d")
  Duration retention();
}
