package io.customerkey.sharepoint.fake;

import static org.assertj.core.api.Assertions.assertThat;

import io.customerkey.crypto.id.SiteId;
import io.customerkey.sharepoint.content.GarbageCollector;
import jakarta.inject.Singleton;
import java.time.Duration;

/** What runs by the clock, when a test wants it. */
@Singleton
public final class Sweeps {
  private static final Duration PATIENCE = Duration.ofMinutes(1);

  private final GarbageCollector collector;
  private final Tables tables;

  Sweeps(GarbageCollector collector, Tables tables) {
    this.collector = collector;
    this.tables = tables;
  }

  /** Removes what is garbage; uploads that nobody has kept alive for a minute are. */
  public void garbage() {
    collector.collect(Duration.ofMinutes(1)).await().atMost(PATIENCE);
  }

  /** Removes all that belongs to no file, also uploads that were alive just now. */
  public void everything() {
    collector.collect(Duration.ZERO).await().atMost(PATIENCE);
    collector.removeUnknown(Duration.ZERO).await().atMost(PATIENCE);
  }

  /** Removes all files of a site, as if they had been deleted long ago. */
  public void removeForGood(SiteId site) {
    tables.execute(
        "UPDATE file SET deleted = now() - interval '31 days' WHERE site = $1", site.toUuid());
    garbage();
    assertThat(tables.count("SELECT count(*) FROM content WHERE site = $1", site.toUuid()))
        .isZero();
  }
}
